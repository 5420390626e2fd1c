package dev.microblog.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Apart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A process that is killed between any two statements of the first migration: the next one goes on
/// from there.
@Apart
class KilledMigrationTest {
  private static SchemaModel whole(Engine engine) throws SQLException {
    try (TestDatabase on = TestDatabase.migrated(engine);
        Connection connection = on.connect()) {
      return SchemaModel.of(connection);
    }
  }

  private static void assertWhole(Connection connection, SchemaModel whole, Steps steps)
      throws SQLException {
    String when = "killed " + steps.kills + " times";
    assertThat(steps.kills).isGreaterThan(2 * Migrations.LEVEL);
    assertThat(SchemaModel.of(connection)).as(when).isEqualTo(whole);
    assertThat(Snapshot.rows(connection, "flyway_schema_history"))
        .as(when)
        .hasSize(Migrations.LEVEL);
    assertThat(Snapshot.rows(connection, "schema_level")).as(when).containsExactly("[1, 1]");
  }

  /// One database is migrated by processes that are all killed, each a step further than the one
  /// before, until a migration is through: then the next of them dies at the first step again. It
  /// takes long, so of the engines that read the same files the one that undoes least stands for
  /// all.
  @ParameterizedTest
  @EnumSource(names = {"MYSQL_5_7", "POSTGRESQL_15"})
  void theNextGoesOnOnAServer(Engine engine) throws SQLException {
    SchemaModel whole = whole(engine);
    try (TestDatabase on = TestDatabase.empty(engine)) {
      // PostgreSQL undoes a whole migration, wherever in it the process died.
      Steps steps = new Steps(engine == Engine.POSTGRESQL_15 ? 2 : 1);
      while (Mortal.after(steps.next()).migrate(on.database())) {
        steps.killed(on.database());
      }
      try (Connection connection = on.connect()) {
        assertWhole(connection, whole, steps);
      }
    }
  }

  /// What a killed process leaves are its files as they are then, so the next one gets a copy.
  @Test
  void theNextGoesOnWithTheFile(@TempDir Path folder) throws IOException, SQLException {
    SchemaModel whole = whole(Engine.SQLITE);
    Steps steps = new Steps(1);
    Path file = Files.createDirectory(folder.resolve("empty")).resolve("microblog.db");
    while (true) {
      Path found = file;
      Path left = folder.resolve("after-" + steps.kills);
      try (Database database = Databases.sqlite(found)) {
        if (!Mortal.after(steps.next(), () -> copy(found, left)).migrate(database)) {
          break;
        }
      }
      file = left.resolve("microblog.db");
      try (Database database = Databases.sqlite(file)) {
        steps.killed(database);
      }
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      assertWhole(connection, whole, steps);
    }
  }

  /// Where the next process dies.
  private static final class Steps {
    private final int factor;
    private int kills;
    private int level;
    private int steps;

    /// @param factor by how much more steps than before each may take, and then one more
    Steps(int factor) {
      this.factor = factor;
    }

    int next() {
      return steps * factor + 1;
    }

    void killed(Database database) {
      kills++;
      int now = SchemaState.of(database, Migrations.LEVEL).level();
      steps = now > level ? 0 : next();
      level = now;
    }
  }

  private static void copy(Path file, Path folder) {
    Path from = file.resolveSibling(".");
    try (Stream<Path> files = Files.list(from)) {
      Files.createDirectory(folder);
      // The index in shared memory is made anew from the log by whoever comes next.
      for (Path each : files.filter(path -> !path.toString().endsWith("-shm")).toList()) {
        Files.copy(each, folder.resolve(from.relativize(each).toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
