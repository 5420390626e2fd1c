package dev.microblog.platform.db;

import static dev.microblog.schema.Tables.RATE_LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.microblog.Collector.Told;
import dev.microblog.Followed;
import dev.microblog.platform.time.Together;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
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
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsCommittedIsNotDoneAgainWhenTheConnectionBreaksThen() {
    AtomicInteger tries = new AtomicInteger();
    try (Database breaking = new Database(breakingAfterCommit(on.another().place()))) {
      breaking.<@Nullable Void>write(
          transaction -> {
            add(transaction, "try " + tries.incrementAndGet());
            return null;
          });
    }

    assertThat(buckets()).containsExactly("try 1");
  }

  /// As a server does that is told to end: the commit is answered, and what follows is not.
  private static Place breakingAfterCommit(Place place) {
    return proxy(
        Place.class,
        place,
        (method, result) ->
            method.equals("writers")
                ? proxy(
                    DataSource.class,
                    result,
                    (_, connection) -> proxy(Connection.class, connection, breaking()))
                : result);
  }

  private static After breaking() {
    AtomicBoolean committed = new AtomicBoolean();
    return (method, result) -> {
      if (method.equals("commit")) {
        committed.set(true);
      } else if (method.equals("setAutoCommit") && committed.get()) {
        throw new SQLException("the connection broke", "08S01");
      }
      return result;
    };
  }

  /// What is done with the result of a method.
  private interface After {
    Object call(String method, Object result) throws SQLException;
  }

  private static <T> T proxy(Class<T> type, Object on, After after) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              try {
                return after.call(method.getName(), method.invoke(on, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  @Test
  void whatPassesIsToldInASentenceAndABugIsNot() throws SQLException {
    assertThat(database.passing(error("select no_such_column from post"))).isNull();
    assertThat(database.passing(new IllegalStateException("a bug"))).isNull();
    assertThat(database.passing(new IllegalStateException(new Busy("much to do"))))
        .isEqualTo("much to do");
    if (on.engine() != Engine.SQLITE) {
      String end =
          on.engine() == Engine.POSTGRESQL_15
              ? "select pg_terminate_backend(pg_backend_pid())"
              : "kill connection_id()";
      assertThat(database.passing(new IllegalStateException(error(end, "select 1"))))
          .startsWith("The database server ")
          .contains("127.0.0.1")
          .doesNotContain("open sesame");
    }
  }

  /// The error of the last of these statements, run as a library does.
  private SQLException error(String... statements) throws SQLException {
    SQLException last = null;
    try (Database other = on.another();
        Connection connection = other.dataSource().getConnection();
        var statement = connection.createStatement()) {
      for (String each : statements) {
        try {
          statement.execute(each);
        } catch (SQLException e) {
          last = e;
        }
      }
    }
    return Objects.requireNonNull(last);
  }

  @Test
  void aQueryIsOneQuestionToTheServer() throws SQLException {
    if (on.engine() == Engine.SQLITE) {
      return;
    }
    long before = questions();
    // What a connection did is counted at the latest when it ends.
    try (Database other = on.another()) {
      for (int i = 0; i < 50; i++) {
        other.read(sql -> sql.fetchValues(RATE_LIMIT.BUCKET));
      }
    }

    assertThat(questions() - before).isBetween(50L, 75L);
  }

  /// How many statements the server has run in this database, or in all.
  private long questions() throws SQLException {
    boolean postgresql = on.engine() == Engine.POSTGRESQL_15;
    String query =
        postgresql
            ? "select xact_commit from pg_stat_database where datname = current_database()"
            : "show global status like 'Questions'";
    try (Connection connection = on.connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      assertThat(row.next()).isTrue();
      return row.getLong(postgresql ? 1 : 2);
    }
  }

  @Test
  void whereAllAreAtWorkTheDatabaseIsNotTakenForBroken() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch enough = new CountDownLatch(1);
    List<Future<Boolean>> works = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        works.add(
            threads.submit(
                () ->
                    database.read(
                        _ -> {
                          begun.countDown();
                          return awaited(enough);
                        })));
      }
      begun.await();

      assertThat(database.problem()).isNull();
      enough.countDown();
    }
    for (Future<Boolean> work : works) {
      assertThat(work.get()).isTrue();
    }
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(8, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
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

  @Test
  void whatItIsAskedIsFollowedUnderItsName() {
    try (Followed followed = new Followed()) {
      followed.around(
          () -> {
            add("secretword");
            return buckets();
          });

      String name =
          switch (on.engine()) {
            case SQLITE -> "sqlite";
            case MARIADB_10_11 -> "mariadb";
            case POSTGRESQL_15 -> "postgresql";
            case MYSQL_5_7, MYSQL_8_0 -> "mysql";
          };
      for (String kind : List.of("write", "read")) {
        Told told = followed.told(kind);
        assertThat(told.note("db.system.name")).isEqualTo(name);
        assertThat(told.note("db.operation.name")).isEqualTo(kind);
        assertThat(told.kind()).isEqualTo(name.equals("sqlite") ? "INTERNAL" : "CLIENT");
      }
      assertThat(followed.everything()).doesNotContain("secretword");
    }
  }
}
