package dev.microblog.platform.doctor;

import dev.microblog.platform.config.Config;
import dev.microblog.platform.db.BackupSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Whether the backups are made that the server is to make by itself.
final class BackupCheck implements Check {
  private static final String SUBJECT = "backup";

  /// A large one takes its time, and one that failed is tried again after an hour.
  private static final Duration LATE = Duration.ofHours(3);

  private final Config config;
  private final InstantSource clock;

  BackupCheck(Config config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  @Override
  public String subject() {
    return SUBJECT;
  }

  @Override
  public List<Finding> look() throws IOException {
    Config.Backups backups = config.backups();
    if (backups == null) {
      return List.of(
          Finding.good(SUBJECT, config.database().embedded() ? "backup.unset" : "backup.server"));
    }
    Path folder = backups.folder();
    if (!Files.isDirectory(folder)) {
      return List.of(Finding.bad(SUBJECT, "backup.noFolder", folder));
    }
    if (!Files.isReadable(folder) || !Files.isWritable(folder)) {
      return List.of(Finding.bad(SUBJECT, "backup.unwritable", folder));
    }
    Instant now = clock.instant();
    // One from the time to come was made while the clock was wrong, and may be of any age.
    List<BackupSchedule.Made> made =
        BackupSchedule.list(folder).stream().filter(each -> !each.at().isAfter(now)).toList();
    if (made.isEmpty()) {
      return List.of(Finding.warning(SUBJECT, "backup.none", folder));
    }
    Finding last = last(backups, made.getFirst().file(), made.getFirst().at());
    return List.of(apart(folder) ? last : last.and("backup.sameDisk"));
  }

  private Finding last(Config.Backups backups, Path file, Instant at) {
    Duration age = Duration.between(at, clock.instant());
    long hours = Math.max(0, age.toHours());
    return age.compareTo(backups.every().plus(LATE)) > 0
        ? Finding.bad(SUBJECT, "backup.old", file, hours, backups.every().toHours())
        : Finding.good(SUBJECT, "backup.last", file, hours);
  }

  private boolean apart(Path folder) throws IOException {
    Path data = config.database().file();
    return data == null
        || !Files.exists(data)
        || !Files.getFileStore(folder).equals(Files.getFileStore(data));
  }
}
