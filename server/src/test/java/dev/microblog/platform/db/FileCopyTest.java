package dev.microblog.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.microblog.Apart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The copy of an SQLite file before its schema changes.
@Apart
class FileCopyTest {
  /// Wide enough that it does not fit into what [Mount#fill(int)] leaves.
  private static final int PADDING = 200_000;

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("microblog.db");
  }

  private Path copy(int level) {
    return folder.resolve("microblog.db.before-level-" + level);
  }

  private static void migrate(Path file) {
    try (Database database = Databases.sqlite(file)) {
      Migrations.run(database);
    }
  }

  private static void execute(Path file, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static List<String> buckets(Path file) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      return Snapshot.rows(connection, "rate_limit");
    }
  }

  /// As an older application left it, with a row that is to be found again.
  private static void makeOlder(Path file, String bucket) throws SQLException {
    Flyway.configure()
        .dataSource("jdbc:sqlite:" + file, null, null)
        .locations("classpath:db/sqlite")
        .target("13")
        .load()
        .migrate();
    execute(file, "insert into rate_limit (bucket, arrival_at) values ('" + bucket + "', 7)");
  }

  @Test
  void aFileThatHoldsNothingIsNotCopied() throws IOException {
    migrate(file());

    assertThat(FileCopy.copies(file())).isEmpty();
  }

  @Test
  void anUpToDateFileIsNotCopied() throws IOException {
    migrate(file());
    migrate(file());

    assertThat(FileCopy.copies(file())).isEmpty();
  }

  @Test
  void whatWasThereBeforeIsInTheCopyForItsOwnersEyes() throws IOException, SQLException {
    makeOlder(file(), "one");

    migrate(file());

    assertThat(FileCopy.copies(file())).containsExactly(copy(Migrations.LEVEL));
    assertThat(buckets(copy(Migrations.LEVEL))).containsExactly("[one, 7]");
    try (Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + copy(Migrations.LEVEL))) {
      assertThat(Snapshot.rows(connection, "flyway_schema_history")).hasSize(13);
      assertThat(SchemaModel.tables(connection)).doesNotContain("scheduled_tasks");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy(Migrations.LEVEL))))
        .isEqualTo("rw-------");
    assertThat(buckets(file())).containsExactly("[one, 7]");
  }

  @Test
  void theTwoNewestAreKeptWhateverTheirLevels() throws IOException, SQLException {
    makeOlder(file(), "one");
    for (int level : List.of(99, 3, 98)) {
      Files.createFile(copy(level));
      Instant time = Instant.now().minus(Duration.ofDays(level));
      Files.setLastModifiedTime(copy(level), FileTime.from(time));
    }

    migrate(file());

    assertThat(FileCopy.copies(file())).containsExactly(copy(Migrations.LEVEL), copy(3));
    assertThat(buckets(copy(Migrations.LEVEL))).containsExactly("[one, 7]");
  }

  @Test
  void anUpgradeThatGoesOnKeepsTheCopyFromBeforeIt() throws IOException, SQLException {
    makeOlder(file(), "before");
    try (Database database = Databases.sqlite(file())) {
      // The copy, then six steps of the first migration and one of the second.
      assertThat(Mortal.after(8).migrate(database)).isTrue();
    }
    assertThat(levels(file())).isEqualTo(14);
    execute(file(), "update rate_limit set bucket = 'half way'");

    migrate(file());

    assertThat(levels(copy(Migrations.LEVEL))).isEqualTo(13);
    assertThat(buckets(copy(Migrations.LEVEL))).containsExactly("[before, 7]");
  }

  @Test
  void anUpgradeThatIsDoneOnceMoreMakesTheCopyAnew() throws IOException, SQLException {
    makeOlder(file(), "one");
    migrate(file());
    Files.delete(file());
    makeOlder(file(), "two");

    migrate(file());

    assertThat(buckets(copy(Migrations.LEVEL))).containsExactly("[two, 7]");
  }

  private static int levels(Path file) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      return Snapshot.rows(connection, "flyway_schema_history").size();
    }
  }

  @Test
  void whatAKilledProcessBeganIsBegunAgain() throws IOException, SQLException {
    makeOlder(file(), "one");
    Path part = folder.resolve("microblog.db.before-level-" + Migrations.LEVEL + ".part");
    Files.writeString(part, "half of a database");

    migrate(file());

    assertThat(part).doesNotExist();
    assertThat(buckets(copy(Migrations.LEVEL))).containsExactly("[one, 7]");
  }

  @Test
  void withoutRoomForTheCopyNothingIsChanged() throws IOException, SQLException {
    try (Mount disk = Mount.small(folder.resolve("disk"))) {
      Path file = disk.path().resolve("microblog.db");
      makeOlder(file, "x".repeat(200));
      execute(
          file,
          "create table padding (bytes blob)",
          "insert into padding values (zeroblob(" + PADDING + "))");
      disk.fill(100_000);

      assertThatExceptionOfType(Unusable.class)
          .isThrownBy(() -> migrate(file))
          .withMessageStartingWith(
              "The database was not migrated, because no copy of it could be made at "
                  + file
                  + ".before-level-"
                  + Migrations.LEVEL
                  + ": ")
          .withMessageContaining("full");

      assertThat(FileCopy.copies(file)).isEmpty();
      assertThat(
              file.resolveSibling(
                  file.getFileName() + ".before-level-" + Migrations.LEVEL + ".part"))
          .doesNotExist();
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
        assertThat(Snapshot.rows(connection, "flyway_schema_history")).hasSize(13);
      }
    }
  }
}
