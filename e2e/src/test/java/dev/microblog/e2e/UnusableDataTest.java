package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A data folder that cannot be used: one clear sentence, an exit code, and nothing changed.
class UnusableDataTest {
  private static final int UNUSABLE = 1;
  private static final Person AMINA = Person.of("amina");

  @TempDir static Path original;
  @TempDir Path folder;
  private Path data = Path.of("");

  /// One server makes the folder that each test spoils a copy of.
  @BeforeAll
  static void make() throws IOException {
    try (Server server = Launch.in(original.resolve("data")).start()) {
      server.client().signUp(AMINA);
      server.client().signIn(AMINA).write("Not to be lost");
    }
  }

  @BeforeEach
  void copy() throws IOException {
    data = copyTo(folder.resolve("data"));
    // The unprivileged user of some tests must get there.
    chmod(folder, "rwxr-xr-x");
  }

  private static Path copyTo(Path target) throws IOException {
    Files.createDirectories(target);
    try (Stream<Path> files = Files.list(original.resolve("data"))) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
    return target;
  }

  private static void chmod(Path path, String rights) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
  }

  /// Checks that a start is refused with this sentence alone, and leaves every byte as it is.
  private static void refuses(Launch launch, Path kept, String sentence) {
    Map<String, String> before = Folder.bytes(kept);
    Ending ending = launch.end();
    assertThat(ending.code()).as(ending.text()).isEqualTo(UNUSABLE);
    assertThat(ending.errors()).as(ending.text()).singleElement().asString().contains(sentence);
    assertThat(ending.text())
        .as("for operators, not for programmers")
        .doesNotContain("\tat ", "Exception", "is ready");
    assertThat(Folder.bytes(kept)).as("nothing changed").isEqualTo(before);
  }

  @Test
  void aFileInThePlaceOfTheFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "a note");
    refuses(
        Launch.in(file), folder, "The data folder " + file + " cannot be written: it is a file");
  }

  @Test
  void aFolderThatCannotBeMade() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    chmod(closed, "r-xr-xr-x");
    Path inside = closed.resolve("data");
    refuses(
        Launch.in(inside).asNobody(),
        folder,
        "The data folder " + inside + " cannot be written: permission denied. Check DATA_DIR.");
  }

  @Test
  void aFolderThatCannotBeWritten() throws IOException {
    chmodAll("rw-r--r--");
    chmod(data, "r-xr-xr-x");
    refuses(
        Launch.in(data).asNobody(),
        data,
        "The data folder " + data + " cannot be written: permission denied. Check DATA_DIR.");
  }

  @Test
  void aDatabaseThatCannotBeWritten() throws IOException {
    chmodAll("rw-rw-rw-");
    chmod(data, "rwxrwxrwx");
    chmod(data.resolve(Folder.DATABASE), "r--r--r--");
    refuses(
        Launch.in(data).asNobody(),
        data,
        "The database file cannot be written: it, or its folder, is read-only.");
  }

  private void chmodAll(String rights) throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.toList()) {
        chmod(file, rights);
      }
    }
  }

  @Test
  void aDatabaseThatIsNone() throws IOException {
    Files.writeString(data.resolve(Folder.DATABASE), "this was a shopping list\n".repeat(500));
    refuses(
        Launch.in(data),
        data,
        "The database file is damaged, or no SQLite database. Restore it from a backup.");
  }

  @Test
  void aDatabaseThatIsCutShort() throws IOException {
    try (FileChannel file =
        FileChannel.open(data.resolve(Folder.DATABASE), StandardOpenOption.WRITE)) {
      file.truncate(file.size() / 2);
    }
    refuses(Launch.in(data), data, "The database file is damaged");
  }

  @Test
  void aDatabaseWhosePagesWereOverwritten() throws IOException {
    Path database = data.resolve(Folder.DATABASE);
    byte[] bytes = Files.readAllBytes(database);
    Arrays.fill(bytes, 4096, bytes.length, (byte) 'x');
    Files.write(database, bytes);
    refuses(Launch.in(data), data, "The database file is damaged");
  }

  @Test
  void aDatabaseThatAnotherProgramHasLocked() throws IOException {
    String sentence = "The database file is locked by another program. End it, then start again.";
    try (Locker locker = new Locker(data, "pragma locking_mode = exclusive; begin exclusive")) {
      refuses(Launch.in(data), data, sentence);
      locker.holds();
    }
    try (Locker locker = new Locker(data, "begin immediate")) {
      refuses(Launch.in(data), data, sentence);
      locker.holds();
    }
    Launch.in(data).start().close();
  }

  @Test
  void aSchemaThatOnlyANewerVersionUnderstands() {
    Folder.change(data, "update schema_level set oldest_level = 9999");
    refuses(Launch.in(data), data, "The database was changed by a newer Microblog (level 9999)");
  }

  @Test
  void theDatabaseOfTheTutorialsApplication() throws IOException {
    Files.delete(data.resolve(Folder.DATABASE));
    Folder.change(data, "create table alembic_version (version_num varchar(32) not null)");
    refuses(Launch.in(data), data, "This database belongs to the tutorial's Flask application.");
  }

  @Test
  void aFolderThatAnotherServerHolds() throws IOException {
    try (Server first = Launch.in(data).start()) {
      Ending second = Launch.in(data).end();
      assertThat(second.code()).as(second.text()).isEqualTo(UNUSABLE);
      assertThat(second.errors())
          .singleElement()
          .asString()
          .contains("Another Microblog is using the data folder " + data);
      Client amina = first.client().signIn(AMINA);
      amina.write("Still here");
      assertThat(amina.page("/index").select(".post")).hasSize(2);
    }
  }

  /// A disk of eight megabytes, which only root can make.
  static final class SmallDisk implements AutoCloseable {
    private final Path path;

    SmallDisk(Path path) throws IOException {
      this.path = Files.createDirectory(path);
      Strict.need(
          Launch.isRoot()
              && run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", path.toString()) == 0,
          "A small disk to fill needs root and the right to mount.");
    }

    /// Leaves so many bytes.
    void fill(long left) throws IOException {
      Path ballast = path.resolve("ballast");
      byte[] page = new byte[4096];
      try (var out = Files.newOutputStream(ballast)) {
        while (path.toFile().getUsableSpace() > left) {
          out.write(page);
        }
      }
    }

    @Override
    public void close() throws IOException {
      run("umount", path.toString());
    }

    private static int run(String... command) throws IOException {
      Process process = new ProcessBuilder(List.of(command)).inheritIO().start();
      try {
        return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return -1;
      }
    }
  }

  @Test
  void aFullDisk() throws IOException {
    try (SmallDisk disk = new SmallDisk(folder.resolve("disk"))) {
      Path there = copyTo(folder.resolve("disk/data"));
      disk.fill(0);
      refuses(Launch.in(there), there, "The disk is full: the database cannot be written.");
    }
  }

  @Test
  void aFullDiskForANewDatabase() throws IOException {
    try (SmallDisk disk = new SmallDisk(folder.resolve("disk"))) {
      Path there = Files.createDirectory(folder.resolve("disk/data"));
      disk.fill(64 * 1024);
      Ending ending = Launch.in(there).end();
      assertThat(ending.code()).as(ending.text()).isEqualTo(UNUSABLE);
      assertThat(ending.errors())
          .singleElement()
          .asString()
          .contains("The disk is full: the database cannot be written.");
      Files.delete(folder.resolve("disk/ballast"));
      Launch.in(there).start().close();
    }
  }
}
