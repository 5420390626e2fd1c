package dev.microblog.platform.job;

import static dev.microblog.schema.Tables.OUTBOX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.OnEachEngine;
import dev.microblog.platform.db.TestDatabase;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.id.TestIds;
import dev.microblog.platform.job.Outbox.Item;
import dev.microblog.platform.time.SettableClock;
import dev.microblog.platform.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEachEngine
class OutboxBulkTest {
  private final SettableClock clock = new SettableClock();
  private final Database database;
  private final Ids ids;
  private final Outbox outbox;
  private final Recorder recorder = new Recorder();

  OutboxBulkTest(TestDatabase on) {
    database = on.database();
    on.clear();
    ids = TestIds.over(database);
    outbox = new Outbox(database, ids, clock, false, Trace.NONE);
  }

  @AfterEach
  void close() {
    outbox.close();
  }

  /// Notes what it is given; some subjects fail, and it can be of no use for a while.
  private static final class Recorder implements Outbox.Bulk {
    final List<List<Long>> calls = Collections.synchronizedList(new ArrayList<>());
    final Set<Long> failing = ConcurrentHashMap.newKeySet();
    final AtomicInteger later = new AtomicInteger();
    volatile boolean broken;

    @Override
    public String name() {
      return "bulk";
    }

    @Override
    public Set<Long> work(List<Item> items) {
      calls.add(items.stream().map(Item::subject).toList());
      if (later.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new Outbox.Later("told by the test", new IllegalStateException());
      }
      if (broken) {
        throw new IllegalStateException("told to fail by the test");
      }
      return items.stream()
          .filter(item -> failing.contains(item.subject()))
          .map(Item::id)
          .collect(Collectors.toSet());
    }
  }

  private void add(Outbox to, long... subjects) {
    database.<@Nullable Void>write(
        transaction -> {
          to.add(transaction, recorder, "kind", LongStream.of(subjects).boxed().toList());
          return null;
        });
  }

  private int waiting() {
    return database.read(sql -> sql.fetchCount(OUTBOX));
  }

  @Test
  void manyItemsAreWorkedInOneCallTheOldestFirst() {
    add(outbox, LongStream.range(0, 100).toArray());

    assertThat(outbox.drain(recorder)).isEqualTo(100);

    assertThat(recorder.calls).containsExactly(LongStream.range(0, 100).boxed().toList());
    assertThat(waiting()).isZero();
  }

  @Test
  void whileNothingCanBeWorkedEverythingWaitsAndNoCallIsMadeForNothing() {
    add(outbox, 1, 2, 3);
    recorder.later.set(1);

    assertThat(outbox.drain(recorder)).isZero();
    assertThat(waiting()).isEqualTo(3);
    assertThat(outbox.due()).as("at once again").isEqualTo(3);
    assertThat(outbox.drain(recorder)).isEqualTo(3);

    assertThat(recorder.calls).hasSize(2);
    assertThat(outbox.drain(recorder)).isZero();
    assertThat(recorder.calls).as("with nothing to do").hasSize(2);
  }

  @Test
  void oneItemThatFailsDoesNotHoldTheOthersUp() {
    add(outbox, 1, 2, 3);
    recorder.failing.add(2L);

    assertThat(outbox.drain(recorder)).isEqualTo(2);
    assertThat(outbox.drain(recorder)).as("not yet again").isZero();
    recorder.failing.clear();
    clock.advance(Duration.ofSeconds(2));

    assertThat(outbox.drain(recorder)).isEqualTo(1);
    assertThat(recorder.calls).containsExactly(List.of(1L, 2L, 3L), List.of(2L));
  }

  @Test
  void anErrorThatNobodyExpectedIsTriedAgainLater() {
    add(outbox, 1, 2);
    recorder.broken = true;

    assertThat(outbox.drain(recorder)).isZero();
    recorder.broken = false;
    assertThat(outbox.drain(recorder)).isZero();
    clock.advance(Duration.ofSeconds(2));

    assertThat(outbox.drain(recorder)).isEqualTo(2);
  }

  @Test
  void aWorkerThatCanDoNothingGoesOnByItselfWhenItCan() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    recorder.later.set(1);
    try (Outbox waking = new Outbox(database, ids, clock, true, Trace.NONE)) {
      add(waking, 1);
      Thread.ofVirtual()
          .start(
              () -> {
                while (waiting() > 0) {
                  Thread.onSpinWait();
                }
                done.countDown();
              });
      assertThat(done.await(30, TimeUnit.SECONDS)).as("worked in the end").isTrue();
    }
    assertThat(recorder.calls).containsExactly(List.of(1L), List.of(1L));
  }

  @Test
  void whatWaitsIsCountedWithTheAgeOfTheOldest() {
    assertThat(outbox.backlog(recorder)).isEqualTo(new Outbox.Backlog(0, Duration.ZERO));
    add(outbox, 1, 2);

    Outbox.Backlog backlog = outbox.backlog(recorder);
    assertThat(backlog.items()).isEqualTo(2);
    assertThat(backlog.age()).isBetween(Duration.ZERO, Duration.ofSeconds(10));
  }
}
