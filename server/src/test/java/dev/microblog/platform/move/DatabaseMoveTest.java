package dev.microblog.platform.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.microblog.platform.config.DatabaseUrl;
import dev.microblog.platform.db.Databases;
import dev.microblog.platform.db.Engine;
import dev.microblog.platform.db.Migrations;
import dev.microblog.platform.db.OnDatabases;
import dev.microblog.platform.db.Snapshot;
import dev.microblog.platform.db.TestDatabase;
import dev.microblog.platform.db.Unusable;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.id.NodeLease;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnDatabases
class DatabaseMoveTest {
  private static final int POSTS = 9_000;

  private final TestDatabase source = TestDatabase.migrated(Engine.SQLITE);
  private final TestDatabase target = TestDatabase.migrated(Engine.SQLITE);

  @BeforeEach
  void fill() {
    source.database();
    target.database();
    source.execute(
        "insert into account (id, name, name_key, created_at) values (1, 'amina', 'amina', 7)",
        "insert into post (id, author_id, body, language, created_at)"
            + " with recursive n(i) as (select 1 union all select i + 1 from n where i < "
            + POSTS
            + ") select i, 1, 'Post ' || i, 'en', i from n",
        "insert into rate_limit values ('somebody', 1)");
  }

  @AfterEach
  void close() {
    source.close();
    target.close();
  }

  private static void assertRefused(ThrowingCallable call, String words) {
    assertThatExceptionOfType(Unusable.class).isThrownBy(call).withMessageContaining(words);
  }

  private MoveReport move() {
    return Moving.run(source, target);
  }

  private long posts() {
    return HostileRows.counts(target).getOrDefault("post", 0L);
  }

  @Test
  void whatIsMovedIsEverythingButWhatIsLeftOnPurpose() throws SQLException {
    MoveReport report = move();

    assertThat(report.same()).isTrue();
    assertThat(report.rows()).isEqualTo(POSTS + 1);
    assertThat(report.tables())
        .filteredOn(line -> line.rows() > 0)
        .extracting(MoveReport.Line::table)
        .containsExactly("account", "post");
    assertThat(Snapshot.of(target).rowsByTable().get("rate_limit")).isEmpty();
    assertThat(Snapshot.of(target).rowsByTable().get("database_move")).hasSize(1);
  }

  @Test
  void killedAtAnyMomentItGoesOnWhereItWas() {
    DatabaseMove move = Moving.between(source, target);
    int kills = 0;
    long before = 0;
    boolean ended = false;
    while (!ended) {
      try {
        ended = move.run(Moving.killing(4 * (kills + 1))).same();
      } catch (Moving.Killed e) {
        kills++;
        assertThat(posts()).isGreaterThanOrEqualTo(before);
        before = posts();
        assertRefused(() -> Migrations.run(target.another()), "holds the beginning of a move from");
        assertRefused(() -> Migrations.run(source.another()), "is being moved to sqlite:///");
      }
    }
    assertThat(kills).isGreaterThan(8);
    assertThat(posts()).isEqualTo(POSTS);
  }

  @Test
  void aChunkThatIsNotWholeIsNotThere() {
    target.execute(
        "create trigger stop before insert on post when new.id = 5000"
            + " begin select raise(abort, 'no room'); end");

    assertRefused(this::move, "post where id = 4001 to post where id = 8000");
    assertThat(posts()).isEqualTo(4000);

    target.execute("drop trigger stop");
    assertThat(move().same()).isTrue();
  }

  @Test
  void aDatabaseThatIsNotEmptyIsLeftAlone() throws SQLException {
    target.execute(
        "insert into account (id, name, name_key, created_at) values (2, 'ben', 'ben', 7)");
    Snapshot before = Snapshot.of(target);

    assertRefused(this::move, "is not empty: there are rows in the table account");
    assertThat(Snapshot.of(target)).isEqualTo(before);
    assertThatCode(() -> Migrations.run(source.another())).doesNotThrowAnyException();
  }

  @Test
  void whereAServerWorksNothingIsMoved() throws SQLException {
    for (TestDatabase each : List.of(source, target)) {
      Snapshot before = Snapshot.of(source);
      NodeLease lease = NodeLease.take(each.another(), Moving.clock);

      assertRefused(this::move, "A server works with sqlite:///");
      lease.release();
      each.execute("delete from node_lease");
      assertThat(Snapshot.of(source)).isEqualTo(before);
    }
    assertThat(move().same()).isTrue();
  }

  @Test
  void aServerThatWasFrozenCannotGoOnWhenItWakesUp() {
    NodeLease frozen = NodeLease.take(source.another(), Moving.clock);
    Moving.clock.advance(NodeLease.TERM.plus(Duration.ofSeconds(1)));

    assertThat(move().same()).isTrue();
    frozen.renew();
    assertRefused(new Ids(Moving.clock, frozen)::next, "ran out");
  }

  @Test
  void aServerThatWasJustStartingIsFoundOut() {
    MoveWatcher starting =
        new MoveWatcher() {
          private boolean begun;

          @Override
          public void at(Stage stage, String table, long done, long total) {
            if (!begun) {
              begun = true;
              NodeLease.take(source.database(), Moving.clock).release();
            }
          }

          @Override
          public void waits(String sentence) {}
        };

    assertRefused(
        () -> Moving.between(source, target).run(starting), "A server has worked with sqlite:///");
    assertRefused(() -> Migrations.run(target.another()), "holds the beginning of a move from");
    assertThat(move().same()).isTrue();
  }

  @Test
  void whatWasChangedAfterwardsIsFound() {
    move();
    DatabaseMove move = Moving.between(source, target);
    assertThat(move.verify(Moving.NOBODY).same()).isTrue();

    target.execute("update post set edited_at = 0 where id = 77");

    assertThat(move.verify(Moving.NOBODY).tables())
        .filteredOn(line -> !line.same())
        .extracting(MoveReport.Line::table)
        .containsExactly("post");
  }

  @Test
  void whatWasChangedInTheMiddleIsFoundAndDoesNotServe() {
    try {
      Moving.between(source, target).run(Moving.killing(13));
    } catch (Moving.Killed e) {
      assertThat(posts()).isPositive();
    }
    source.execute("update post set body = 'other' where id = 1");

    assertThat(move().same()).isFalse();
    assertRefused(() -> Migrations.check(target.another()), "holds the beginning of a move from");
  }

  @Test
  void whatDoesNotFitIsToldBeforeAnythingIsMoved() throws SQLException {
    source.execute(
        "update post set created_at = 'soon' where id = 3",
        "update post set body = x'00ff' where id = 4");
    Snapshot before = Snapshot.of(source);

    assertRefused(this::move, "post where id = 3: created_at has a text, which is no number");
    assertRefused(this::move, "post where id = 4: body has bytes, which are no text");
    assertThat(Snapshot.of(source)).isEqualTo(before);
    assertThatCode(() -> Migrations.run(target.another())).doesNotThrowAnyException();
  }

  @Test
  void whatPostgresqlOrMysqlDoNotTakeIsToldByTableRowAndColumn() {
    source.execute(
        "update post set body = 'a' || char(0) || 'b' where id = 3",
        "update post set language = '😀2345678901234567' where id = 4",
        "update post set visibility = 3000000000 where id = 5");
    for (Engine engine : List.of(Engine.POSTGRESQL_15, Engine.MYSQL_8_0)) {
      try (TestDatabase there = TestDatabase.migrated(engine)) {
        assertThatExceptionOfType(Unusable.class)
            .isThrownBy(() -> Moving.run(source, there))
            .satisfies(
                e ->
                    assertThat(
                            String.valueOf(e.getMessage())
                                .contains("post where id = 3: body has the character"))
                        .isEqualTo(engine == Engine.POSTGRESQL_15))
            .withMessageContaining("post where id = 4: language has more than 16 characters")
            .withMessageContaining("post where id = 5: visibility has the number 3000000000");
      }
    }
  }

  @Test
  void anotherSourceDoesNotGoOnWithTheMove() {
    try (TestDatabase other = TestDatabase.migrated(Engine.SQLITE);
        TestDatabase elsewhere = TestDatabase.migrated(Engine.SQLITE)) {
      try {
        Moving.between(source, target).run(Moving.killing(12));
      } catch (Moving.Killed e) {
        assertRefused(() -> Moving.run(other, target), "which is not this one");
        assertRefused(() -> Moving.run(source, elsewhere), "was begun. Finish it");
      }
    }
    assertThat(move().same()).isTrue();
    assertRefused(this::move, "already");
  }

  @Test
  void aWholeMoveThatWasKilledAtItsEndIsWhole() {
    move();
    source.execute("update database_move set ended_at = null");

    assertThat(move().tables()).isEmpty();
    assertRefused(() -> Migrations.run(source.another()), "was moved to sqlite:///");
  }

  @Test
  void afterAReleaseTheOldDatabaseServesAgain() {
    move();
    MoveSide side = Moving.side("The source", source);

    assertThat(DatabaseMove.release(side)).isTrue();
    assertThat(DatabaseMove.release(side)).isFalse();
    assertThatCode(() -> Migrations.run(source.another())).doesNotThrowAnyException();
  }

  @Test
  void anOlderOrNewerSourceIsNotMoved() {
    source.execute("update flyway_schema_history set version = '9000' where version = '0055'");
    assertRefused(this::move, "The source: The schema of the database is at level 54");

    source.execute("update flyway_schema_history set version = '0055' where version = '9000'");
    source.execute(
        "insert into flyway_schema_history select 9000, '9000', description, type, script, checksum,"
            + " installed_by, installed_on, execution_time, success from flyway_schema_history where"
            + " version = '0055'");
    assertRefused(this::move, "The source was changed by a newer Microblog");
  }

  @Test
  void aTargetThatIsNotThereIsToldAsOne() {
    DatabaseUrl nowhere =
        DatabaseUrl.parse("postgresql://amina:swordfish@127.0.0.1:1/microblog", Path.of("none"));
    try (var closed = Databases.open(nowhere, 2)) {
      DatabaseMove move =
          new DatabaseMove(
              Moving.side("The source", source),
              new MoveSide("The target", nowhere, closed),
              Duration.ZERO,
              Moving.clock);

      assertRefused(
          () -> move.run(Moving.NOBODY), "The target cannot be used: Nothing answers at the");
    }
    assertThatCode(() -> Migrations.run(source.another())).doesNotThrowAnyException();
  }

  @Test
  void aTargetThatGoesAwayIsWaitedForAndNothingIsDoubled() {
    List<String> waits = new ArrayList<>();
    MoveWatcher locking =
        new MoveWatcher() {
          private final java.util.concurrent.atomic.AtomicReference<java.sql.Connection> lock =
              new java.util.concurrent.atomic.AtomicReference<>();
          private boolean begun;

          @Override
          public void at(Stage stage, String table, long done, long total) {
            if (stage == Stage.COPYING && table.equals("post") && done > 4000 && !begun) {
              begun = true;
              try {
                java.sql.Connection connection = target.connect();
                connection.createStatement().execute("begin immediate");
                lock.set(connection);
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            }
          }

          @Override
          public void waits(String sentence) {
            waits.add(sentence);
            try {
              lock.get().close();
            } catch (SQLException e) {
              throw new IllegalStateException(e);
            }
          }
        };

    DatabaseMove move =
        new DatabaseMove(
            Moving.side("The source", source),
            Moving.side("The target", target),
            Duration.ofMinutes(1),
            Moving.clock);

    assertThat(move.run(locking).same()).isTrue();
    assertThat(waits).hasSize(1).first().asString().contains("locked by another program");
  }

  @Test
  void twoFilesOrOneAndTheSameDatabaseAreRefused() {
    DatabaseUrl file = DatabaseUrl.sqlite(Path.of("/a/microblog.db"));
    DatabaseUrl server = DatabaseUrl.parse("mysql://a:b@db/name", Path.of("none"));
    DatabaseUrl again = DatabaseUrl.parse("mariadb://other@db:3306/name", Path.of("none"));

    assertRefused(() -> DatabaseMove.refuseSame(server, again), "are of the same database");
    assertRefused(
        () -> DatabaseMove.refuseSame(file, DatabaseUrl.sqlite(Path.of("/b/microblog.db"))),
        "Use the commands backup and restore");
    assertThatCode(() -> DatabaseMove.refuseSame(file, server)).doesNotThrowAnyException();
  }
}
