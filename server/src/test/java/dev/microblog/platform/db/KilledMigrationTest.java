package dev.microblog.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Waiting;
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
@Waiting
class KilledMigrationTest {
  private static SchemaModel whole(Engine engine) throws SQLException {
    try (TestDatabase on = TestDatabase.migrated(engine)) {
      on.database();
      try (Connection connection = on.connect()) {
        return SchemaModel.of(connection);
      }
    }
  }

  private static void assertWhole(Connection connection, SchemaModel whole, String when)
      throws SQLException {
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
      int kills = 0;
      int level = 0;
      int steps = 1;
      while (Mortal.after(steps).migrate(on.database())) {
        kills++;
        int now = SchemaState.of(on.database(), Migrations.LEVEL).level();
        steps = now > level ? 1 : steps + 1;
        level = now;
      }
      assertThat(kills).isGreaterThan(2 * Migrations.LEVEL);
      try (Connection connection = on.connect()) {
        assertWhole(connection, whole, "killed " + kills + " times");
      }
    }
  }

  /// What a killed process leaves are its files as they are then: so they are copied at every
  /// step.
  @Test
  void theNextGoesOnWithTheFile(@TempDir Path folder) throws IOException, SQLException {
    SchemaModel whole = whole(Engine.SQLITE);
    int steps;
    try (TestDatabase on = TestDatabase.empty(Engine.SQLITE)) {
      Mortal mortal = new Mortal(done -> copy(on.file(), folder.resolve("after-" + done)));
      mortal.migrate(on.database());
      steps = mortal.done();
    }
    assertThat(steps).isGreaterThan(2 * Migrations.LEVEL);

    for (int step = 1; step <= steps; step++) {
      Path file = folder.resolve("after-" + step).resolve("microblog.db");
      try (Database database = Databases.sqlite(file)) {
        Migrations.run(database);
      }
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
        assertWhole(connection, whole, "killed after step " + step);
      }
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
