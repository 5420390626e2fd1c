package dev.microblog.platform.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.microblog.platform.db.Engine;
import dev.microblog.platform.db.Migrations;
import dev.microblog.platform.db.OnDatabases;
import dev.microblog.platform.db.Snapshot;
import dev.microblog.platform.db.TestDatabase;
import dev.microblog.platform.db.Unusable;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// From SQLite to each engine and back, with rows in every table that are hard to move.
@OnDatabases
class MoveEnginesTest {
  private static final TestDatabase first = TestDatabase.migrated(Engine.SQLITE);

  @BeforeAll
  static void fill() throws SQLException {
    first.database();
    HostileRows.into(first);
  }

  @AfterAll
  static void close() {
    first.close();
  }

  private static Map<String, ?> moved(TestDatabase on) throws SQLException {
    Map<String, ?> rows = Snapshot.of(on).rowsByTable();
    rows.keySet().removeAll(MovedTables.LEFT.keySet());
    return rows;
  }

  /// Of the two of MySQL the older one, which takes less.
  @ParameterizedTest
  @EnumSource(names = {"MYSQL_5_7", "MARIADB_10_11", "POSTGRESQL_15"})
  void whatComesBackIsWhatWasThere(Engine engine) throws SQLException {
    try (TestDatabase there = TestDatabase.migrated(engine);
        TestDatabase back = TestDatabase.empty(Engine.SQLITE)) {
      MoveSide source = Moving.side("The source", first);
      MoveReport out = Moving.run(first, there);
      DatabaseMove.release(source);

      assertThat(out.tables())
          .hasSameSizeAs(MovedTables.ALL)
          .allMatch(MoveReport.Line::same)
          .allMatch(line -> line.targetRows() == HostileRows.EACH);
      assertThatCode(() -> Migrations.run(there.another()))
          .as("a whole move serves")
          .doesNotThrowAnyException();

      MoveReport home = Moving.run(there, back);

      assertThat(home.tables()).isEqualTo(out.tables());
      assertThat(moved(back)).isEqualTo(moved(first));
      assertThatExceptionOfType(Unusable.class)
          .isThrownBy(() -> Migrations.run(there.another()))
          .withMessageContaining("was moved to sqlite:///");
    }
  }

  @Test
  void killedAfterAnyChunkItGoesOn() {
    try (TestDatabase there = TestDatabase.migrated(Engine.MYSQL_5_7)) {
      DatabaseMove move = Moving.between(first, there);
      int kills = 0;
      MoveReport report = null;
      while (report == null) {
        try {
          // Some tables further each time.
          report = move.run(Moving.killing(11 * (kills + 1)));
        } catch (Moving.Killed e) {
          kills++;
        }
      }
      DatabaseMove.release(Moving.side("The source", first));

      assertThat(kills).isGreaterThan(4);
      assertThat(report.same()).isTrue();
    }
  }
}
