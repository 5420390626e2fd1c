package dev.microblog.platform.db;

import static dev.microblog.schema.Tables.RATE_LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.microblog.platform.time.Together;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachEngine
class DatabaseTest {
  private final TestDatabase on;
  private final Database database;

  DatabaseTest(TestDatabase on) {
    this.on = on;
    database = on.database();
    on.clear();
  }

  private static void add(Transaction transaction, String bucket) {
    transaction.sql().execute("insert into rate_limit (bucket, arrival_at) values (?, 0)", bucket);
  }

  private void add(String... buckets) {
    database.<@Nullable Void>write(
        transaction -> {
          for (String bucket : buckets) {
            add(transaction, bucket);
          }
          return null;
        });
  }

  private List<String> buckets() {
    return database.read(sql -> sql.fetchValues(RATE_LIMIT.BUCKET));
  }

  @Test
  void whatIsCommittedIsReadByAll() {
    add("one", "two");

    assertThat(buckets()).containsExactlyInAnyOrder("one", "two");
    int others = on.another().read(sql -> sql.fetchCount(RATE_LIMIT));
    assertThat(others).isEqualTo(2);
  }

  @Test
  void nothingIsLeftOfWorkThatFails() {
    List<String> calls = new ArrayList<>();

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                database.write(
                    transaction -> {
                      add(transaction, "one");
                      transaction.afterCommit(() -> calls.add("called"));
                      throw new IllegalStateException("no");
                    }))
        .withMessage("no");

    assertThat(buckets()).isEmpty();
    assertThat(calls).isEmpty();
    add("two");
    assertThat(buckets()).containsExactly("two");
  }

  @Test
  void nothingIsLeftOfAStatementThatFails() {
    assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> add("one", "one"));

    assertThat(buckets()).isEmpty();
    add("one");
    assertThat(buckets()).containsExactly("one");
  }

  @Test
  void anErrorOfTheMachineRollsBackToo() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(
            () ->
                database.write(
                    transaction -> {
                      add(transaction, "one");
                      throw new AssertionError("no");
                    }));

    assertThat(buckets()).isEmpty();
  }

  @Test
  void callsComeAfterTheCommitInTheirOrder() {
    List<String> calls = new ArrayList<>();

    database.<@Nullable Void>write(
        transaction -> {
          add(transaction, "one");
          transaction.afterCommit(() -> calls.addAll(bucketsOfAnother()));
          transaction.afterCommit(() -> calls.add("second"));
          assertThat(calls).isEmpty();
          return null;
        });

    assertThat(calls).containsExactly("one", "second");
  }

  private List<String> bucketsOfAnother() {
    try (var connection = on.connect();
        var statement = connection.createStatement();
        var result = statement.executeQuery("select bucket from rate_limit")) {
      List<String> found = new ArrayList<>();
      while (result.next()) {
        found.add(result.getString(1));
      }
      return found;
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTurnReadsWhatItWroteAndWhatOthersWrote() {
    List<List<String>> seen = new ArrayList<>();

    database.turn(
        () -> {
          seen.add(buckets());
          add("one");
          seen.add(buckets());
          database.turn(() -> seen.add(buckets()));
        });

    assertThat(seen).containsExactly(List.of(), List.of("one"), List.of("one"));
  }

  @Test
  void readsOfATurnStayOnItsThread() {
    List<Thread> threads = new ArrayList<>();

    database.turn(
        () -> {
          threads.add(Thread.currentThread());
          threads.add(database.read(_ -> Thread.currentThread()));
          threads.add(database.read(_ -> Thread.currentThread()));
        });

    assertThat(threads).hasSize(3).containsOnly(threads.getFirst());
  }

  @Test
  void whatATurnThrowsComesOutAndTheNextBeginsAnew() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                database.turn(
                    () -> {
                      throw new IllegalStateException("no");
                    }))
        .withMessage("no");

    add("one");
    database.turn(() -> assertThat(buckets()).containsExactly("one"));
  }

  @Test
  void moreTurnsAtOnceThanThereAreConnectionsAllEnd() throws Exception {
    add("one");
    List<List<String>> seen = Collections.synchronizedList(new ArrayList<>());

    Together.run(
        40,
        number ->
            database.turn(
                () -> {
                  add("turn " + number);
                  seen.add(buckets());
                }));

    assertThat(seen).hasSize(40).allMatch(buckets -> buckets.contains("one"));
    assertThat(buckets()).hasSize(41);
  }

  @Test
  void aWriteForLaterIsDone() throws Exception {
    CountDownLatch done = new CountDownLatch(1);

    database.writeLater(
        transaction -> {
          add(transaction, "later");
          transaction.afterCommit(done::countDown);
        });

    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(buckets()).containsExactly("later");
  }

  @Test
  void aWriteForLaterThatFailsDisturbsNobody() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    database.writeLater(
        transaction -> {
          add(transaction, "later");
          throw new IllegalStateException("expected by the test");
        });
    database.writeLater(transaction -> transaction.afterCommit(done::countDown));

    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    add("next");
    assertThat(buckets()).containsExactly("next");
  }

  @Test
  void manyWritersAndReadersAllComeThrough() throws Exception {
    Together.run(
        20,
        number -> {
          for (int i = 0; i < 10; i++) {
            add(number + "/" + i);
            assertThat(buckets()).contains(number + "/" + i);
          }
        });

    assertThat(buckets()).hasSize(200);
  }
}
