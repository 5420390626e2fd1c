package dev.microblog.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.microblog.Apart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is found at start instead of a usable SQLite file. The operator is told in a sentence, and
/// nothing is changed.
@Apart
class SqliteFileTest {
  private static final String DAMAGED =
      "The database file is damaged, or no SQLite database. Restore it from a backup.";
  private static final String LOCKED =
      "The database file is locked by another program. End it, then start again.";
  private static final String READ_ONLY =
      "The database file cannot be written: it, or its folder, is read-only.";
  private static final String FULL = "The disk is full: the database cannot be written.";

  @TempDir private Path folder = Path.of("");
  private final List<Mount> mounts = new ArrayList<>();

  @AfterEach
  void unmount() {
    mounts.reversed().forEach(Mount::close);
  }

  private Path file() {
    return folder.resolve("microblog.db");
  }

  private static void start(Path file) {
    try (Database database = Databases.sqlite(file)) {
      Migrations.run(database);
    }
  }

  private static void assertRefused(Path file, String sentence) {
    assertThatExceptionOfType(Unusable.class).isThrownBy(() -> start(file)).withMessage(sentence);
  }

  private static void addRows(Path file, int rows) {
    try (Database database = Databases.sqlite(file)) {
      database.write(
          transaction -> {
            for (int i = 0; i < rows; i++) {
              transaction
                  .sql()
                  .execute(
                      "insert into rate_limit (bucket, arrival_at) values (?, 1)",
                      "bucket " + i + "x".repeat(100));
            }
            return null;
          });
    }
  }

  private static int rows(Path file) {
    try (Database database = Databases.sqlite(file)) {
      return database.read(sql -> sql.fetchCount(DSL.table("rate_limit")));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 5_000})
  void aFileThatIsNoDatabaseIsRefused(int length) throws IOException {
    byte[] noise = new byte[length];
    new Random(1).nextBytes(noise);
    Files.write(file(), noise);

    assertRefused(file(), DAMAGED);

    assertThat(Files.readAllBytes(file())).isEqualTo(noise);
  }

  @Test
  void aFileThatWasCutOffIsRefused() throws IOException {
    start(file());
    addRows(file(), 500);
    byte[] whole = Files.readAllBytes(file());
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    Files.write(file(), half);

    assertRefused(file(), DAMAGED);

    assertThat(Files.readAllBytes(file())).isEqualTo(half);
  }

  /// A process killed right after the file was made leaves one, so it is as good as none.
  @Test
  void anEmptyFileIsANewDatabase() throws IOException {
    Files.createFile(file());

    start(file());

    addRows(file(), 3);
    assertThat(rows(file())).isEqualTo(3);
  }

  @Test
  void aFileThatIsAFolderIsRefused() throws IOException {
    Files.createDirectory(file());

    assertThatExceptionOfType(Unusable.class)
        .isThrownBy(() -> start(file()))
        .withMessageStartingWith("The database file cannot be opened.");
  }

  @Test
  void aNewFileLockedByAnotherProgramIsRefused() throws SQLException {
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
        var statement = other.createStatement()) {
      statement.execute("begin exclusive");

      assertRefused(file(), LOCKED);

      statement.execute("rollback");
    }
    start(file());
  }

  @Test
  void aMigratedFileLockedByAnotherProgramIsRefused() throws SQLException {
    start(file());
    addRows(file(), 3);
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
        var statement = other.createStatement()) {
      statement.execute("begin exclusive");

      assertRefused(file(), LOCKED);

      statement.execute("rollback");
    }
    start(file());
    assertThat(rows(file())).isEqualTo(3);
  }

  @Test
  void aReadOnlyFileIsRefused() throws IOException {
    start(file());
    addRows(file(), 3);
    byte[] before = Files.readAllBytes(file());
    try (Mount mount = Mount.readOnly(file())) {
      assertThat(mount).isNotNull();

      assertRefused(file(), READ_ONLY);
    }
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  @Test
  void anOlderReadOnlyFileIsRefused() throws IOException, SQLException {
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
        var statement = other.createStatement()) {
      statement.execute("create table flyway_schema_history (version text, success int)");
    }
    byte[] before = Files.readAllBytes(file());
    try (Mount mount = Mount.readOnly(file())) {
      assertThat(mount).isNotNull();

      assertRefused(file(), READ_ONLY);
    }
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  @Test
  void aFileInAReadOnlyFolderIsRefused() throws IOException {
    start(file());
    addRows(file(), 3);
    byte[] before = Files.readAllBytes(file());
    try (Mount mount = Mount.readOnly(folder)) {
      assertThat(mount).isNotNull();

      assertThatExceptionOfType(Unusable.class)
          .isThrownBy(() -> start(file()))
          .withMessageMatching(".*(read-only|rights of the data folder)\\.");
    }
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  @Test
  void aNewFileOnAFullDiskIsRefused() throws IOException {
    try (Mount disk = Mount.small(folder.resolve("disk"))) {
      disk.fill(64 * 1024);

      assertRefused(disk.path().resolve("microblog.db"), FULL);
    }
  }

  @Test
  void aMigratedFileOnAFullDiskIsRefused() throws IOException {
    try (Mount disk = Mount.small(folder.resolve("disk"))) {
      Path file = disk.path().resolve("microblog.db");
      start(file);
      addRows(file, 3);
      disk.fill(0);

      assertRefused(file, FULL);

      disk.empty();
      start(file);
      assertThat(rows(file)).isEqualTo(3);
    }
  }
}
