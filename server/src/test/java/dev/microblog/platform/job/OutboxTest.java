package dev.microblog.platform.job;

import static dev.microblog.schema.Tables.OUTBOX;
import static dev.microblog.schema.Tables.OUTBOX_FAILURE;
import static dev.microblog.schema.Tables.RATE_LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.OnEachEngine;
import dev.microblog.platform.db.TestDatabase;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.id.TestIds;
import dev.microblog.platform.job.Outbox.Item;
import dev.microblog.platform.time.SettableClock;
import dev.microblog.platform.time.Together;
import dev.microblog.platform.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEachEngine
class OutboxTest {
  private final SettableClock clock = new SettableClock();
  private final TestDatabase on;
  private final Database database;
  private final Ids ids;
  private final Outbox outbox;
  private final Recorder recorder = new Recorder("recorder");

  OutboxTest(TestDatabase on) {
    this.on = on;
    database = on.database();
    on.clear();
    ids = TestIds.over(database);
    outbox = new Outbox(database, ids, clock, false, Trace.NONE);
  }

  @AfterEach
  void close() {
    outbox.close();
  }

  /// The end of a process, which the outbox does not catch.
  private static final class Killed extends Error {}

  /// Notes what it is given, and fails when it is told to.
  private static class Recorder implements Outbox.Consumer {
    private final String name;
    final List<Item> steps = Collections.synchronizedList(new ArrayList<>());
    final Set<Long> failing = ConcurrentHashMap.newKeySet();
    volatile int stepsEach = 1;

    Recorder(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public long step(Transaction transaction, Item item) {
      steps.add(item);
      long progress = item.progress() + 1;
      transaction
          .sql()
          .insertInto(RATE_LIMIT)
          .set(RATE_LIMIT.BUCKET, item.subject() + "/" + progress)
          .set(RATE_LIMIT.ARRIVAL_AT, 1L)
          .execute();
      if (failing.contains(item.subject())) {
        throw new IllegalStateException("told to fail by the test");
      }
      return progress == stepsEach ? Outbox.DONE : progress;
    }

    List<Long> subjects() {
      return List.copyOf(steps).stream().map(Item::subject).toList();
    }
  }

  private void add(Outbox to, Recorder consumer, long... subjects) {
    database.<@Nullable Void>write(
        transaction -> {
          for (long subject : subjects) {
            to.add(transaction, consumer, "kind", subject);
          }
          return null;
        });
  }

  private List<String> written() {
    return database.read(
        sql ->
            sql.select(RATE_LIMIT.BUCKET)
                .from(RATE_LIMIT)
                .orderBy(RATE_LIMIT.BUCKET)
                .fetch(RATE_LIMIT.BUCKET));
  }

  private int waiting() {
    return database.read(sql -> sql.fetchCount(OUTBOX));
  }

  @Test
  void anItemIsWorkedOnceAndThenGone() {
    add(outbox, recorder, 7);

    assertThat(outbox.drain(recorder)).isEqualTo(1);
    assertThat(outbox.drain(recorder)).isZero();

    assertThat(recorder.steps)
        .singleElement()
        .satisfies(item -> assertThat(item).isEqualTo(new Item(item.id(), "kind", 7, 0)));
    assertThat(written()).containsExactly("7/1");
    assertThat(waiting()).isZero();
  }

  @Test
  void anItemOfATransactionThatFailedIsNotThere() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                database.write(
                    transaction -> {
                      outbox.add(transaction, recorder, "kind", 7);
                      throw new IllegalStateException("no");
                    }));

    assertThat(outbox.drain(recorder)).isZero();
    assertThat(waiting()).isZero();
  }

  @Test
  void everyConsumerHasItsOwnItems() {
    Recorder other = new Recorder("other");
    add(outbox, recorder, 1);
    add(outbox, other, 2);

    assertThat(outbox.drain(recorder)).isEqualTo(1);

    assertThat(recorder.subjects()).containsExactly(1L);
    assertThat(other.steps).isEmpty();
    assertThat(waiting()).isEqualTo(1);
  }

  @Test
  void oneDrainWorksEverythingThatIsDueTheOldestFirst() {
    add(outbox, recorder, LongStream.range(0, 120).toArray());

    assertThat(outbox.drain(recorder)).isEqualTo(120);

    assertThat(recorder.subjects()).isEqualTo(LongStream.range(0, 120).boxed().toList());
  }

  @Test
  void aLongItemIsWorkedInSteps() {
    recorder.stepsEach = 3;
    add(outbox, recorder, 7);

    assertThat(outbox.drain(recorder)).isEqualTo(1);

    assertThat(recorder.steps).extracting(Item::progress).containsExactly(0L, 1L, 2L);
    assertThat(written()).containsExactly("7/1", "7/2", "7/3");
  }

  @Test
  void aStepThatFailsLeavesNothingAndTheOthersGoOn() {
    recorder.failing.add(2L);
    add(outbox, recorder, 1, 2, 3);

    assertThat(outbox.drain(recorder)).isEqualTo(2);

    assertThat(recorder.subjects()).containsExactly(1L, 2L, 3L);
    assertThat(written()).containsExactly("1/1", "3/1");
    assertThat(waiting()).isEqualTo(1);
  }

  @Test
  void anItemThatFailedGoesOnFromItsLastGoodStep() {
    recorder.stepsEach = 3;
    add(outbox, recorder, 7);
    Recorder stumbling =
        new Recorder("recorder") {
          @Override
          public long step(Transaction transaction, Item item) {
            if (item.progress() == 2) {
              throw new IllegalStateException("told to fail by the test");
            }
            return recorder.step(transaction, item);
          }
        };

    assertThat(outbox.drain(stumbling)).isZero();
    clock.advance(Duration.ofSeconds(2));
    assertThat(outbox.drain(recorder)).isEqualTo(1);

    assertThat(recorder.steps).extracting(Item::progress).containsExactly(0L, 1L, 2L);
    assertThat(written()).containsExactly("7/1", "7/2", "7/3");
  }

  @Test
  void theWaitBetweenTriesDoublesUpToAnHourAndIsScattered() {
    recorder.failing.add(7L);
    add(outbox, recorder, 7);
    assertThat(outbox.drain(recorder)).isZero();
    int tries = 1;
    for (long seconds = 2; tries < 15; seconds = Math.min(3_600, 2 * seconds)) {
      clock.advance(Duration.ofMillis(seconds * 750 - 1));
      outbox.drain(recorder);
      assertThat(recorder.steps).as("before three quarters of %s s", seconds).hasSize(tries);
      clock.advance(Duration.ofMillis(seconds * 250 + 1));
      outbox.drain(recorder);
      tries++;
      assertThat(recorder.steps).as("after %s s", seconds).hasSize(tries);
    }
    recorder.failing.clear();
    clock.advance(Duration.ofHours(1));

    assertThat(outbox.drain(recorder)).isEqualTo(1);
  }

  @Test
  void afterTheLastTryItIsGivenUpAndGoesOnFromThereWhenAPersonSaysSo() {
    recorder.stepsEach = 3;
    Recorder stumbling =
        new Recorder("recorder") {
          @Override
          public long step(Transaction transaction, Item item) {
            if (item.progress() == 2) {
              throw new IllegalStateException("told to\nfail by the test");
            }
            return super.step(transaction, item);
          }
        };
    stumbling.stepsEach = 3;
    add(outbox, stumbling, 7);
    for (int tries = 0; tries < 16; tries++) {
      outbox.drain(stumbling);
      clock.advance(Duration.ofHours(1));
    }

    assertThat(waiting()).isZero();
    assertThat(outbox.drain(stumbling)).isZero();
    Failures failures = new Failures(database, clock);
    assertThat(failures.count()).isEqualTo(1);
    Failures.Failure failure = failures.list(10).getFirst();
    assertThat(failure.worker()).isEqualTo("recorder");
    assertThat(failure.subject()).isEqualTo(7);
    assertThat(failure.attempts()).isEqualTo(16);
    assertThat(failure.failedAt()).isEqualTo(clock.millis() - Duration.ofHours(1).toMillis());
    assertThat(failure.reason())
        .isEqualTo("java.lang.IllegalStateException: told to fail by the test");

    assertThat(failures.retry(failure.id() + 1)).isFalse();
    assertThat(failures.retry(failure.id())).isTrue();
    assertThat(failures.retry(failure.id())).as("again").isFalse();
    assertThat(failures.count()).isZero();
    assertThat(outbox.drain(recorder)).isEqualTo(1);
    assertThat(recorder.steps).extracting(Item::progress).containsExactly(2L);
  }

  @Test
  void manyThatWereGivenUpAreGivenBackOnceWhoeverAsks() throws Exception {
    database.<@Nullable Void>write(
        transaction -> {
          transaction
              .sql()
              .insertInto(
                  OUTBOX_FAILURE,
                  OUTBOX_FAILURE.ID,
                  OUTBOX_FAILURE.CONSUMER,
                  OUTBOX_FAILURE.KIND,
                  OUTBOX_FAILURE.SUBJECT_ID,
                  OUTBOX_FAILURE.PROGRESS,
                  OUTBOX_FAILURE.ATTEMPTS,
                  OUTBOX_FAILURE.FAILED_AT,
                  OUTBOX_FAILURE.REASON)
              .valuesOfRows(
                  LongStream.rangeClosed(1, 1_100)
                      .mapToObj(id -> DSL.row(id, "recorder", "kind", id, 0L, 16, 1L, "refused"))
                      .toList())
              .execute();
          return null;
        });
    Failures failures = new Failures(database, clock);
    assertThat(failures.count()).isEqualTo(1_100);
    assertThat(failures.list(10)).extracting(Failures.Failure::subject).startsWith(1L, 2L, 3L);

    List<Integer> given = Together.call(3, _ -> failures.retryAll());

    assertThat(given.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1_100);
    assertThat(failures.count()).isZero();
    assertThat(waiting()).isEqualTo(1_100);
  }

  @Test
  void whatAKilledProcessClaimedIsTakenOverWhenTheClaimRunsOut() {
    add(outbox, recorder, 1, 2);
    Recorder killed =
        new Recorder("recorder") {
          @Override
          public long step(Transaction transaction, Item item) {
            throw new Killed();
          }
        };
    assertThatExceptionOfType(Killed.class).isThrownBy(() -> outbox.drain(killed));

    clock.advance(Duration.ofSeconds(59));
    assertThat(outbox.drain(recorder)).isZero();
    clock.advance(Duration.ofSeconds(1));

    assertThat(outbox.drain(recorder)).isEqualTo(2);
    assertThat(recorder.subjects()).containsExactly(1L, 2L);
  }

  @Test
  void everyStepRenewsTheClaim() {
    recorder.stepsEach = 3;
    add(outbox, recorder, 7);
    Recorder other = new Recorder("recorder");
    Recorder slow =
        new Recorder("recorder") {
          @Override
          public long step(Transaction transaction, Item item) {
            clock.advance(Duration.ofSeconds(40));
            return recorder.step(transaction, item);
          }
        };
    slow.stepsEach = 3;
    Outbox.Consumer watched =
        new Outbox.Consumer() {
          @Override
          public String name() {
            return "recorder";
          }

          @Override
          public long step(Transaction transaction, Item item) {
            long progress = slow.step(transaction, item);
            transaction.afterCommit(() -> outbox.drain(other));
            return progress;
          }
        };

    assertThat(outbox.drain(watched)).isEqualTo(1);

    assertThat(other.steps).isEmpty();
    assertThat(recorder.steps).hasSize(3);
  }

  @Test
  void drainsOfManyProcessesWorkNothingTwice() throws Exception {
    add(outbox, recorder, LongStream.range(0, 200).toArray());
    // One process holds a SQLite file: two writers of our own would only refuse one another.
    Database second = database.dialect() == SQLDialect.SQLITE ? database : on.another();
    List<Outbox> processes =
        List.of(
            outbox,
            new Outbox(database, ids, clock, false, Trace.NONE),
            new Outbox(second, ids, clock, false, Trace.NONE),
            new Outbox(second, ids, clock, false, Trace.NONE));

    Together.run(4, number -> processes.get(number).drain(recorder));
    outbox.drain(recorder);

    assertThat(recorder.subjects()).hasSize(200).doesNotHaveDuplicates();
    assertThat(written()).hasSize(200);
    assertThat(waiting()).isZero();
  }

  @Test
  void aConsumerIsWokenRightAfterTheCommit() throws Exception {
    CountDownLatch done = new CountDownLatch(160);
    Outbox.Consumer consumer =
        new Outbox.Consumer() {
          @Override
          public String name() {
            return "woken";
          }

          @Override
          public long step(Transaction transaction, Item item) {
            long progress = recorder.step(transaction, item);
            transaction.afterCommit(done::countDown);
            return progress;
          }
        };
    try (Outbox waking = new Outbox(database, ids, clock, true, Trace.NONE)) {
      Together.run(
          8,
          number -> {
            for (int i = 0; i < 20; i++) {
              long subject = 100L * number + i;
              database.<@Nullable Void>write(
                  transaction -> {
                    waking.add(transaction, consumer, "kind", subject);
                    return null;
                  });
            }
          });

      assertThat(done.await(30, TimeUnit.SECONDS)).as("all worked").isTrue();
    }
    assertThat(recorder.subjects()).hasSize(160).doesNotHaveDuplicates();
    assertThat(waiting()).isZero();
  }

  @Test
  void aPageCountsNoMoreThanAFew() {
    Recorder other = new Recorder("another");
    assertThat(Outbox.workers(database)).isEmpty();
    database.write(
        t -> {
          outbox.add(t, recorder, "one", List.of(1L, 2L, 3L));
          outbox.add(t, other, "one", 4L);
          return true;
        });
    clock.advance(Duration.ofSeconds(7));

    assertThat(Outbox.workers(database)).containsExactly("another", "recorder");
    Outbox.Backlog few = OutboxRows.glance(database, "recorder", 2, clock);
    assertThat(few.items()).isEqualTo(2);
    // The ids are of the next moments, for they were taken at once.
    assertThat(few.age()).isCloseTo(Duration.ofSeconds(7), Duration.ofMillis(100));
    assertThat(Outbox.glance(database, "recorder", clock).items()).isEqualTo(3);
    assertThat(Outbox.glance(database, "nobody", clock))
        .isEqualTo(new Outbox.Backlog(0, Duration.ZERO));
  }
}
