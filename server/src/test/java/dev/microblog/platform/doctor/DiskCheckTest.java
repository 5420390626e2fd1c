package dev.microblog.platform.doctor;

import static dev.microblog.platform.doctor.Finding.Level.BAD;
import static dev.microblog.platform.doctor.Finding.Level.GOOD;
import static dev.microblog.platform.doctor.Finding.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.platform.db.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskCheckTest {
  private static final long MIB = 1024 * 1024;

  @TempDir Path folder;

  private static List<Finding> look(Path data) throws IOException {
    return new DiskCheck(Told.config("DATA_DIR", data.toString())).look();
  }

  @ParameterizedTest
  @CsvSource({
    "ext4, GOOD",
    "xfs, GOOD",
    "apfs, GOOD",
    "zfs, GOOD",
    "nfs, BAD",
    "nfs4, BAD",
    "cifs, BAD",
    "smb3, BAD",
    "9p, BAD",
    "fuse.sshfs, BAD",
    "fuse.glusterfs, BAD",
    "ceph, BAD",
    "afs, BAD",
    "lustre, BAD",
    "beegfs, BAD",
    "overlay, WARNING",
    "tmpfs, WARNING"
  })
  void fileSystemsAreKnownByTheirKind(String type, Finding.Level level) {
    Finding finding = DiskCheck.fileSystem(folder, type);

    assertThat(finding.level()).isEqualTo(level);
    assertThat(finding.sentence()).contains(type);
  }

  @Test
  void roomIsToldBeforeThereIsNone() {
    assertThat(DiskCheck.room(folder, 1024 * MIB).level()).isEqualTo(GOOD);
    assertThat(DiskCheck.room(folder, 1023 * MIB).level()).isEqualTo(WARNING);
    assertThat(DiskCheck.room(folder, 199 * MIB).level()).isEqualTo(BAD);
    assertThat(DiskCheck.room(folder, 199 * MIB).sentence()).contains("199 MiB are free");
  }

  @Test
  void aRealDiskInMemoryIsFound() throws IOException {
    Path memory = Path.of("/dev/shm");
    Requirement.met(Files.isDirectory(memory), "needs /dev/shm");
    Path data = Files.createTempDirectory(memory, "microblog-doctor-");
    try {
      assertThat(Told.by(look(data), WARNING, "disk")).contains("(tmpfs)", "Mount a volume");
    } finally {
      Files.delete(data);
    }
  }

  @Test
  void aFolderThatIsNotThereIsNotMade() throws IOException {
    Path data = folder.resolve("not/yet");

    assertThat(Told.by(look(data), GOOD, "disk")).contains("the first start makes it", "are free");
    assertThat(folder.resolve("not")).doesNotExist();
  }

  @Test
  void whatIsNoFolderIsTold() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(Told.by(look(file), BAD, "disk")).contains("is not a folder");
  }

  @Test
  void aFolderThatOnlyOthersWriteIsTold() throws IOException {
    // Nobody may write here, not even root.
    Path system = Path.of("/proc/self");
    Requirement.met(Files.isDirectory(system), "needs Linux");

    assertThat(Told.by(look(system), BAD, "disk")).contains("cannot be written");
  }

  @Test
  void whatEverybodyCanReadIsTold() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path database = Files.createFile(data.resolve("microblog.db"));
    Path key = Files.createFile(data.resolve("secret.key"));
    for (Path path : List.of(database, key)) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    }
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    assertThat(Told.by(look(data), WARNING, "disk")).isEmpty();

    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(Told.by(look(data), WARNING, "disk")).contains("read microblog.db, secret.key in");

    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    assertThat(Told.by(look(data), WARNING, "disk")).contains("read microblog.db in");
  }

  @Test
  void withADatabaseServerNothingIsAsked() throws IOException {
    var config =
        Told.config(
            "DATABASE_URL",
            "postgresql://amina@db/microblog",
            "SECRET_KEY",
            "a key that nobody guesses",
            "DATA_DIR",
            "/proc/self");

    assertThat(new DiskCheck(config).look())
        .singleElement()
        .satisfies(finding -> assertThat(finding.level()).isEqualTo(GOOD));
  }
}
