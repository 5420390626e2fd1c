package dev.microblog.platform.doctor;

import static dev.microblog.platform.doctor.Finding.Level.BAD;
import static dev.microblog.platform.doctor.Finding.Level.GOOD;
import static dev.microblog.platform.doctor.Finding.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.platform.db.Requirement;
import dev.microblog.platform.time.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCheckTest {
  private final SettableClock clock = new SettableClock();

  @TempDir private Path folder;

  private List<Finding> look(Path backups) throws IOException {
    var config = Told.config("DATA_DIR", folder.toString(), "BACKUP_DIR", backups.toString());
    return new BackupCheck(config, clock).look();
  }

  @Test
  void withoutAScheduleItIsTold() throws IOException {
    assertThat(Told.by(new BackupCheck(Told.config(), clock).look(), GOOD, "backup"))
        .contains("BACKUP_DIR is not set");
    var server =
        Told.config(
            "DATABASE_URL", "mysql://amina@db/site", "SECRET_KEY", "a key that nobody guesses");
    assertThat(Told.by(new BackupCheck(server, clock).look(), GOOD, "backup"))
        .contains("its own tools");
  }

  @Test
  void aFolderThatIsMissingOrNotOursIsTold() throws IOException {
    Path gone = folder.resolve("gone");
    assertThat(Told.by(look(gone), BAD, "backup")).contains("no folder " + gone);
    assertThat(gone).doesNotExist();
    Path system = Path.of("/proc/self");
    Requirement.met(Files.isDirectory(system), "needs Linux");
    assertThat(Told.by(look(system), BAD, "backup")).contains("cannot be read and written");
  }

  @Test
  void oneThatIsMissingOrTooOldIsTold() throws IOException {
    clock.advance(Duration.between(clock.instant(), Instant.parse("2030-03-04T12:00:00Z")));
    assertThat(Told.by(look(folder), WARNING, "backup")).contains("There is no backup in");
    Files.createFile(folder.resolve("microblog-20300303-030000.zip.part"));
    assertThat(Told.by(look(folder), WARNING, "backup")).contains("There is no backup in");

    Files.createFile(folder.resolve("microblog-20990101-030000.zip"));
    assertThat(Told.by(look(folder), WARNING, "backup")).contains("There is no backup in");

    Files.createFile(folder.resolve("microblog-20300303-100000.zip"));
    Files.createFile(folder.resolve("microblog.db"));
    assertThat(Told.by(look(folder), GOOD, "backup")).contains("is 26 hours old", "the same disk");
    clock.advance(Duration.ofHours(2));
    assertThat(Told.by(look(folder), BAD, "backup"))
        .contains("is 28 hours old", "one every 24 hours");
  }
}
