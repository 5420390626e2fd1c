package dev.microblog.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.microblog.World;
import dev.microblog.platform.config.Config;
import dev.microblog.platform.config.InvalidSettings;
import dev.microblog.platform.config.Settings;
import dev.microblog.platform.time.SettableClock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupScheduleTest {
  private final SettableClock clock = new SettableClock();

  @TempDir private Path folder;

  /// What is written, and what a full disk or a killed process leaves off.
  private BackupFile.Content content = out -> out.write("whole".getBytes(StandardCharsets.UTF_8));

  private BackupSchedule schedule(int every, int kept) {
    return new BackupSchedule(
        new Config.Backups(folder, Duration.ofHours(every), 3, kept),
        out -> content.write(out),
        clock);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void at(String time) {
    clock.advance(Duration.between(clock.instant(), Instant.parse(time)));
  }

  @Test
  void oneIsMadeADayAtItsHourAndTheOldestGo() throws IOException {
    BackupSchedule schedule = schedule(24, 2);
    at("2030-03-04T12:00:00Z");
    schedule.run();
    assertThat(files()).containsExactly("microblog-20300304-120000.zip");

    at("2030-03-05T02:59:59Z");
    schedule.run();
    assertThat(files()).hasSize(1);
    at("2030-03-05T03:00:00Z");
    schedule.run();
    schedule.run();
    assertThat(files())
        .containsExactly("microblog-20300304-120000.zip", "microblog-20300305-030000.zip");

    at("2030-03-06T03:05:00Z");
    schedule.run();
    assertThat(files())
        .containsExactly("microblog-20300305-030000.zip", "microblog-20300306-030500.zip");
  }

  @Test
  void whatWasMissedIsMadeOnceByTheNextProcess() throws IOException {
    schedule(24, 9).run();
    clock.advance(Duration.ofDays(5));
    schedule(24, 9).run();
    schedule(24, 9).run();
    assertThat(files()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "24, 2030-03-06T03:00:00Z, 2030-03-06T03:00:00Z",
    "24, 2030-03-06T02:59:59Z, 2030-03-05T03:00:00Z",
    "12, 2030-03-06T15:30:00Z, 2030-03-06T15:00:00Z",
    "1, 2030-03-06T15:30:00Z, 2030-03-06T15:00:00Z",
    // The 4th of March 2030 is a Monday.
    "168, 2030-03-06T15:30:00Z, 2030-03-04T03:00:00Z",
    "168, 2030-03-04T02:59:00Z, 2030-02-25T03:00:00Z"
  })
  void itIsCountedFromTheHourOfAMonday(int every, Instant now, Instant due) {
    var backups = new Config.Backups(folder, Duration.ofHours(every), 3, 7);
    assertThat(BackupSchedule.due(backups, now)).isEqualTo(due);
  }

  @Test
  void aFullDiskLeavesNoHalfFileAndNothingIsDeleted() throws IOException {
    BackupSchedule schedule = schedule(1, 1);
    schedule.run();
    List<String> before = files();
    content =
        out -> {
          out.write(new byte[100_000]);
          throw new IOException("No space left on device");
        };

    clock.advance(Duration.ofHours(2));
    schedule.run();
    assertThat(files()).isEqualTo(before);

    // It is tried again after a while, not all the time.
    content = out -> out.write(1);
    clock.advance(Duration.ofMinutes(50));
    schedule.run();
    assertThat(files()).isEqualTo(before);
    clock.advance(Duration.ofMinutes(10));
    schedule.run();
    assertThat(files()).hasSize(1).doesNotContainAnyElementsOf(before);
  }

  @Test
  void whatAKilledProcessLeftGoesAndWhatOthersPutThereStays() throws IOException {
    Files.writeString(folder.resolve("microblog-20300101-030000.zip.part"), "half");
    Files.writeString(folder.resolve("microblog-20309999-999999.zip"), "of somebody else");
    Files.writeString(folder.resolve("site.zip"), "made by hand");
    Files.writeString(folder.resolve("notes.part"), "of somebody else");
    // Made while the clock was wrong: it is not the one of today.
    Files.writeString(folder.resolve("microblog-20990101-030000.zip"), "from the future");
    at("2030-03-04T12:00:00Z");

    schedule(24, 1).run();

    assertThat(files())
        .containsExactly(
            "microblog-20300304-120000.zip",
            "microblog-20309999-999999.zip",
            "microblog-20990101-030000.zip",
            "notes.part",
            "site.zip");
  }

  @Test
  void aFolderThatIsMissingIsNotMade() throws IOException {
    Path gone = folder.resolve("not mounted");
    new BackupSchedule(
            new Config.Backups(gone, Duration.ofHours(1), 0, 7), OutputStream::flush, clock)
        .run();
    assertThat(gone).doesNotExist();

    Path file = Files.writeString(folder.resolve("file"), "no folder");
    new BackupSchedule(
            new Config.Backups(file, Duration.ofHours(1), 0, 7), OutputStream::flush, clock)
        .run();
    assertThat(file).hasContent("no folder");
  }

  @Test
  void itIsWhatTheCommandRestoresAndForItsOwnersEyesAlone() throws IOException {
    try (World world = World.open()) {
      world.post("amina", "Kept");
      Config config =
          Settings.read(
              Map.of("DATA_DIR", world.folder.toString(), "BACKUP_DIR", folder.toString()));
      BackupSchedule schedule = BackupSchedule.of(config, world.clock);
      assertThat(schedule).isNotNull();
      schedule.run();
    }
    Path made = BackupSchedule.list(folder).getFirst().file();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rw-------");

    Path data = folder.resolve("data");
    try (var in = Files.newInputStream(made)) {
      SiteBackup.restore(Settings.read(Map.of("DATA_DIR", data.toString())), in);
    }
    assertThat(data.resolve("microblog.db")).exists();
  }

  @Test
  void itIsForSqliteAlone() {
    assertThat(BackupSchedule.of(Settings.read(Map.of()), clock)).isNull();
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(
            () ->
                Settings.read(
                    Map.of(
                        "BACKUP_DIR", folder.toString(),
                        "DATABASE_URL", "mysql://amina@db/microblog",
                        "SECRET_KEY", "a key that nobody guesses")))
        .withMessageContaining("BACKUP_DIR is for SQLite");
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> Settings.read(Map.of("BACKUP_EVERY", "0", "BACKUP_HOUR", "24")))
        .withMessageContaining("BACKUP_EVERY must be")
        .withMessageContaining("BACKUP_HOUR must be");
  }
}
