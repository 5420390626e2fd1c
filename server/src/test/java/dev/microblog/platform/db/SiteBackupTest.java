package dev.microblog.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.microblog.World;
import dev.microblog.platform.config.Config;
import dev.microblog.platform.config.Settings;
import dev.microblog.platform.time.SettableClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteBackupTest {
  private final SettableClock clock = new SettableClock();

  @TempDir private Path folder;

  private static Config config(Path dataDir) {
    return Settings.read(Map.of("DATA_DIR", dataDir.toString()));
  }

  private byte[] backup(Path dataDir) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SiteBackup.write(config(dataDir), clock, out);
    return out.toByteArray();
  }

  private void assertRefused(byte[] backup, String sentence) throws IOException {
    Path data = folder.resolve("refused");
    assertThatExceptionOfType(Unusable.class)
        .isThrownBy(() -> SiteBackup.restore(config(data), new ByteArrayInputStream(backup)))
        .withMessageContaining(sentence);
    try (var files = Files.list(data)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .as("nothing is left")
          .containsOnly("microblog.lock");
    }
  }

  private static byte[] zip(String... namesAndTexts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  @Test
  void aLogThatIsLeftOverIsDataToo() throws IOException {
    byte[] backup;
    try (World world = World.open()) {
      backup = backup(world.folder);
    }
    Path data = Files.createDirectory(folder.resolve("crashed"));
    Path left = Files.writeString(data.resolve("microblog.db-wal"), "frames of another database");

    assertThatExceptionOfType(Unusable.class)
        .isThrownBy(() -> SiteBackup.restore(config(data), new ByteArrayInputStream(backup)))
        .withMessageStartingWith("There is data in " + left + " already.");

    assertThat(data.resolve("microblog.db")).doesNotExist();
    assertThat(left).exists();
  }

  /// Two rows in one transaction each: a backup must never hold one of them alone.
  @Test
  void whatIsWrittenMeanwhileIsInItWholeOrNotAtAll() throws Exception {
    Path data = folder.resolve("data");
    Files.createDirectories(data);
    try (Connection connection = open(data);
        var sql = connection.createStatement()) {
      sql.execute("pragma journal_mode = wal");
      sql.execute("create table schema_level (oldest_level int)");
      sql.execute("insert into schema_level values (1)");
      sql.execute("create table pair (a int, b int)");
    }
    AtomicBoolean done = new AtomicBoolean();
    List<byte[]> backups = new ArrayList<>();
    int written;
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<Integer> writer = threads.submit(() -> writePairs(data, done));
      while (backups.size() < 10) {
        backups.add(backup(data));
      }
      done.set(true);
      written = writer.get();
    }
    assertThat(written).as("writes that were not held up").isGreaterThan(10);
    int last = -1;
    for (int i = 0; i < backups.size(); i++) {
      Path restored = folder.resolve("restored-" + i);
      SiteBackup.restore(config(restored), new ByteArrayInputStream(backups.get(i)));
      try (Connection connection = open(restored);
          var sql = connection.createStatement();
          var rows = sql.executeQuery("select count(*), count(distinct a) * 2 from pair")) {
        assertThat(rows.getInt(1)).isEqualTo(rows.getInt(2)).isGreaterThanOrEqualTo(last);
        last = rows.getInt(1);
      }
    }
  }

  private static int writePairs(Path data, AtomicBoolean done) throws SQLException {
    int written = 0;
    try (Connection connection = open(data);
        var sql = connection.createStatement()) {
      while (!done.get()) {
        sql.execute("begin immediate");
        sql.execute("insert into pair values (" + written + ", 1)");
        sql.execute("insert into pair values (" + written + ", 2)");
        sql.execute("commit");
        written++;
      }
    }
    return written;
  }

  private static Connection open(Path data) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + data.resolve("microblog.db"));
  }

  @Test
  void aSiteComesBackWithItsPeopleItsPostsAndItsKey() throws IOException {
    byte[] backup;
    String key;
    try (World world = World.open()) {
      world.post("amina", "Kept");
      backup = backup(world.folder);
      key = Files.readString(world.folder.resolve("secret.key"));
      assertThat(world.folder.resolve("backup.part")).doesNotExist();
    }
    Path data = folder.resolve("data");

    SiteBackup.restore(config(data), new ByteArrayInputStream(backup));

    assertThat(Files.readString(data.resolve("secret.key"))).isEqualTo(key);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("microblog.db"))))
        .as("addresses and password hashes are in it")
        .isEqualTo("rw-------");
    try (Database database = Databases.sqlite(data.resolve("microblog.db"))) {
      Migrations.run(database);
      assertThat(database.<List<?>>read(sql -> sql.fetchValues("select body from post")).toString())
          .isEqualTo("[Kept]");
    }
  }

  @Test
  void dataThatIsThereIsNotOverwritten() throws IOException {
    byte[] backup;
    try (World world = World.open()) {
      backup = backup(world.folder);
      assertThatExceptionOfType(Unusable.class)
          .isThrownBy(
              () -> SiteBackup.restore(config(world.folder), new ByteArrayInputStream(backup)))
          .withMessageContaining("Another Microblog is using the data folder");
    }
    Path data = folder.resolve("data");
    SiteBackup.restore(config(data), new ByteArrayInputStream(backup));
    byte[] before = Files.readAllBytes(data.resolve("microblog.db"));

    assertThatExceptionOfType(Unusable.class)
        .isThrownBy(() -> SiteBackup.restore(config(data), new ByteArrayInputStream(backup)))
        .withMessageContaining("There is data in");
    assertThat(Files.readAllBytes(data.resolve("microblog.db"))).isEqualTo(before);
  }

  @Test
  void whatIsNoBackupIsRefusedAndLeavesNothing() throws IOException {
    byte[] whole;
    try (World world = World.open()) {
      whole = backup(world.folder);
    }
    assertRefused(new byte[0], "it holds no database");
    assertRefused("a letter".getBytes(java.nio.charset.StandardCharsets.UTF_8), "no backup");
    assertRefused(zip("backup.txt", "so it says"), "it holds no database");
    assertRefused(zip("../evil.sh", "rm"), "it holds something else");
    assertRefused(zip("microblog.db", "not a database"), "its database cannot be read");
    assertRefused(zip("secret.key", "x".repeat(5000)), "its key is too long");
    assertRefused(java.util.Arrays.copyOf(whole, whole.length / 2), "");
    byte[] spoilt = whole.clone();
    // Not one byte alone: where a database has zeros, another one may unpack to the same zeros.
    for (int i = 0; i < 64; i++) {
      spoilt[spoilt.length / 2 + i] ^= 0x55;
    }
    assertRefused(spoilt, "");
  }

  @Test
  void aBackupOfANewerApplicationIsRefused() throws Exception {
    byte[] backup;
    try (World world = World.open()) {
      try (Connection connection = open(world.folder);
          var sql = connection.createStatement()) {
        sql.execute("update schema_level set oldest_level = 9999");
      }
      backup = backup(world.folder);
    }
    assertRefused(backup, "is of a newer Microblog");
  }

  @Test
  void noCopyIsBegunThatWouldTakeTheLastRoomFromTheServer() throws IOException {
    try (Mount disk = Mount.small(folder.resolve("disk"))) {
      TestDatabase.migrated(disk.path().resolve("microblog.db"));
      disk.fill(600_000);
      assertThatExceptionOfType(Unusable.class)
          .isThrownBy(() -> backup(disk.path()))
          .withMessageContaining("Make room.");
      assertThat(disk.path().resolve("backup.part")).doesNotExist();
    }
  }

  @Test
  void aFolderWithoutDataHasNoBackup() {
    assertThatExceptionOfType(Unusable.class)
        .isThrownBy(() -> backup(folder))
        .withMessageContaining("There is no database");
  }

  @Test
  void aServersDatabaseIsLeftToItsOwnTools() {
    Config config =
        Settings.read(
            Map.of(
                "DATABASE_URL", "mysql://microblog:hush@db/microblog",
                "SECRET_KEY", "a key that is long enough"));
    assertThatExceptionOfType(Unusable.class)
        .isThrownBy(() -> SiteBackup.write(config, clock, new ByteArrayOutputStream()))
        .withMessageContaining("use its own tools");
  }
}
