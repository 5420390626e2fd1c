package dev.microblog.platform.doctor;

import static dev.microblog.platform.doctor.Finding.Level.BAD;
import static dev.microblog.platform.doctor.Finding.Level.GOOD;
import static dev.microblog.platform.doctor.Finding.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.World;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Databases;
import dev.microblog.platform.db.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteFileTest {
  /// With characters that mean something in an address.
  @TempDir Path root;

  private Path folder() throws IOException {
    return Files.createDirectories(root.resolve("a folder #1 50%25"));
  }

  private static List<Finding> look(Path folder) {
    return new DatabaseCheck(Told.config("DATA_DIR", folder.toString()), InstantSource.system())
        .look();
  }

  private Path made(String... changes) throws IOException {
    Path folder = folder();
    try (Database database = Databases.sqlite(folder.resolve("microblog.db"))) {
      Migrations.run(database);
      database.write(
          transaction -> {
            Stream.of(changes).forEach(change -> transaction.sql().execute(change));
            return null;
          });
    }
    return folder;
  }

  /// Names, sizes and times.
  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .sorted()
          .map(
              file -> {
                try {
                  return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              })
          .toList();
    }
  }

  @Test
  void withoutAServerItIsReadAndNothingIsMade() throws IOException {
    Path folder = made();
    List<String> before = files(folder);

    List<Finding> findings = look(folder);

    assertThat(findings).allMatch(finding -> finding.level() == GOOD);
    assertThat(Told.by(findings, GOOD, "database"))
        .contains("SQLite 3.", "at level " + Migrations.LEVEL);
    assertThat(files(folder)).isEqualTo(before);
  }

  @Test
  void besideAServerItIsReadAndNothingIsChanged() throws IOException {
    try (World world = World.open()) {
      world.post("amina", "Not yet in the file itself");
      List<String> before = files(world.folder);

      List<Finding> findings = look(world.folder);

      assertThat(findings).allMatch(finding -> finding.level() == GOOD);
      assertThat(files(world.folder)).isEqualTo(before);
      world.post("amina", "And the server goes on");
    }
  }

  @Test
  void whatWasCommittedLatelyIsSeen() throws IOException {
    Path folder = made();
    try (Database database = Databases.sqlite(folder.resolve("microblog.db"))) {
      database.write(t -> t.sql().execute("update schema_level set oldest_level = 99"));

      assertThat(Told.by(look(folder), BAD, "database")).contains("newer Microblog (level 99)");
    }
  }

  @Test
  void aFileThatIsNotThereIsNotMade() throws IOException {
    Path folder = folder();

    assertThat(Told.by(look(folder), WARNING, "database")).contains("There is no data yet");
    assertThat(files(folder)).isEmpty();
  }

  @Test
  void anEmptyFileAndAnOlderOneAreMigratedByTheNextStart() throws IOException {
    Path folder = folder();
    Path file = Files.createFile(folder.resolve("microblog.db"));
    assertThat(Told.by(look(folder), WARNING, "database")).contains("holds no tables yet");
    Files.delete(file);

    made("delete from flyway_schema_history where version = '00" + Migrations.LEVEL + "'");
    assertThat(Told.by(look(folder), WARNING, "database"))
        .contains("at level " + (Migrations.LEVEL - 1), "the next start");
  }

  @Test
  void aDamagedFileAndTheTutorialsAreTold() throws IOException {
    Path folder = folder();
    Path file = folder.resolve("microblog.db");
    Files.writeString(file, "This is no database. ".repeat(500));
    assertThat(Told.by(look(folder), BAD, "database")).contains("is damaged");
    Files.delete(file);

    try (Database database = Databases.sqlite(file)) {
      database.write(t -> t.sql().execute("create table alembic_version (version_num text)"));
    }
    assertThat(Told.by(look(folder), BAD, "database"))
        .contains("Flask application of the tutorial");
  }
}
