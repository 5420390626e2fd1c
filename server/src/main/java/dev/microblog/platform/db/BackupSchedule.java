package dev.microblog.platform.db;

import dev.microblog.platform.config.Config;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes backups by itself and deletes the oldest, as a job that looks now and then whether one is
/// due. What is there says what was done: one that was missed while the server was down is made at
/// its start.
public final class BackupSchedule {
  /// How often the job looks.
  public static final Duration LOOKS = Duration.ofMinutes(10);

  /// After one that failed: what was in the way mostly stays for a while, and a copy of a large
  /// database is much work.
  private static final Duration PAUSE = Duration.ofHours(1);

  private static final Logger log = LoggerFactory.getLogger(BackupSchedule.class);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss");
  private static final Pattern NAME =
      Pattern.compile("microblog-([0-9]{8}-[0-9]{6})\\.zip(|\\.part)");
  private static final String PART = ".part";

  /// The first Monday.
  private static final Instant MONDAY = Instant.parse("1970-01-05T00:00:00Z");

  /// A backup that is whole.
  ///
  /// @param at when it was begun, to the second
  public record Made(Path file, Instant at) {}

  private final Config.Backups backups;
  private final BackupFile.Content content;
  private final InstantSource clock;

  /// When it failed last. Another process knows nothing of it, and tries at once.
  private @Nullable Instant failed;

  private BackupSchedule(Config config, Config.Backups backups, InstantSource clock) {
    this(backups, out -> SiteBackup.write(config, clock, out), clock);
  }

  BackupSchedule(Config.Backups backups, BackupFile.Content content, InstantSource clock) {
    this.backups = backups;
    this.content = content;
    this.clock = clock;
  }

  /// That of the settings; null if no backups are wanted.
  public static @Nullable BackupSchedule of(Config config, InstantSource clock) {
    Config.Backups backups = config.backups();
    return backups == null ? null : new BackupSchedule(config, backups, clock);
  }

  /// Makes a backup if one is due. What goes wrong is an error of the log.
  public synchronized void run() {
    Instant now = clock.instant();
    if (failed != null && now.isBefore(failed.plus(PAUSE))) {
      return;
    }
    try {
      Instant due = due(backups, now);
      // One from the time to come was made while the clock was wrong.
      if (list(backups.folder()).stream()
          .noneMatch(made -> !made.at().isBefore(due) && !made.at().isAfter(now))) {
        make(now);
      }
      failed = null;
    } catch (IOException | Unusable e) {
      failed = now;
      String words = e instanceof IOException io ? FileErrors.words(io) : e.getMessage();
      log.error("No backup could be made in {}: {}", backups.folder(), words);
    }
  }

  private void make(Instant now) throws IOException {
    // What a process left that was killed. Nobody else writes here: the job runs in one at a time.
    for (Made left : list(backups.folder(), PART)) {
      Files.deleteIfExists(left.file());
    }
    String name = "microblog-" + TIME.format(now.atOffset(ZoneOffset.UTC)) + ".zip";
    Path file = backups.folder().resolve(name);
    BackupFile.write(file, file.resolveSibling(name + PART), content);
    log.info("Made the backup {}", file);
    List<Made> past =
        list(backups.folder()).stream().filter(made -> !made.at().isAfter(now)).toList();
    for (Made old : past.stream().skip(backups.kept()).toList()) {
      Files.deleteIfExists(old.file());
    }
  }

  /// The last moment up to now at which there should have been one.
  static Instant due(Config.Backups backups, Instant now) {
    Instant first = MONDAY.plus(Duration.ofHours(backups.hour()));
    long times =
        Math.floorDiv(Duration.between(first, now).toSeconds(), backups.every().toSeconds());
    return first.plus(backups.every().multipliedBy(times));
  }

  /// The backups of a folder that a schedule made, the newest first. Other files are not looked at.
  ///
  /// @throws IOException if it cannot be read, such as when it is not there
  public static List<Made> list(Path folder) throws IOException {
    return list(folder, "");
  }

  private static List<Made> list(Path folder, String end) throws IOException {
    List<Made> made = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        Instant at = name.matches() && name.group(2).equals(end) ? time(name.group(1)) : null;
        if (at != null) {
          made.add(new Made(file, at));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    made.sort(Comparator.comparing(Made::at).reversed());
    return made;
  }

  private static @Nullable Instant time(String text) {
    try {
      return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      // Not ours: nobody makes a backup on the 99th of a month.
      return null;
    }
  }
}
