package dev.microblog.platform.db;

import static dev.microblog.schema.Tables.RATE_LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.microblog.platform.time.Together;
import java.util.ArrayList;
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
