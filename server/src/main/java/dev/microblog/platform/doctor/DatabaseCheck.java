package dev.microblog.platform.doctor;

import dev.microblog.platform.config.Config;
import dev.microblog.platform.config.DatabaseUrl;
import dev.microblog.platform.db.Busy;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Databases;
import dev.microblog.platform.db.Migrations;
import dev.microblog.platform.db.NotMigrated;
import dev.microblog.platform.db.Unreachable;
import dev.microblog.platform.db.Unusable;
import dev.microblog.platform.doctor.Finding.Level;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;

/// Whether the database answers, soon, with a schema for this application.
final class DatabaseCheck implements Check {
  static final String SUBJECT = "database";

  /// A page asks several times, one after the other.
  private static final Duration SLOW = Duration.ofMillis(20);

  private static final int ROUND_TRIPS = 5;

  private final DatabaseUrl url;
  private final InstantSource clock;

  DatabaseCheck(Config config, InstantSource clock) {
    this.url = config.database();
    this.clock = clock;
  }

  @Override
  public String subject() {
    return SUBJECT;
  }

  @Override
  public List<Finding> look() {
    Path file = url.file();
    if (file != null) {
      return Files.exists(file)
          ? new SqliteFile(file).findings()
          : List.of(Finding.warning(SUBJECT, "database.none", file));
    }
    try (Database database = Databases.open(url, 1)) {
      return look(database, url.display());
    }
  }

  /// @param place where it is, without a password
  List<Finding> look(Database database, String place) {
    List<Finding> findings = new ArrayList<>();
    try {
      database.ping();
      String version =
          String.valueOf(
              database.<@Nullable Object>read(sql -> sql.fetchValue("select version()")));
      findings.add(
          Finding.good(SUBJECT, "database.answers", named(database.dialect(), version), place));
      findings.add(speed(roundTrip(database)));
      findings.add(time(database));
      Migrations.check(database);
      findings.add(current());
    } catch (NotMigrated e) {
      findings.add(Finding.quoted(Level.WARNING, SUBJECT, String.valueOf(e.getMessage())));
    } catch (Unreachable | Unusable | Busy e) {
      findings.add(Finding.quoted(Level.BAD, SUBJECT, String.valueOf(e.getMessage())));
    }
    return findings;
  }

  static Finding current() {
    return Finding.good(SUBJECT, "database.level", Migrations.LEVEL);
  }

  private static String named(SQLDialect dialect, String version) {
    if (dialect.family() == SQLDialect.POSTGRES) {
      return version.replaceFirst(" on .*", "");
    }
    return (version.contains("MariaDB") ? "MariaDB " : "MySQL ") + version;
  }

  /// The shortest of several: the first ones also load classes.
  private static Duration roundTrip(Database database) {
    long shortest = Long.MAX_VALUE;
    for (int i = 0; i < ROUND_TRIPS; i++) {
      long start = System.nanoTime();
      database.<@Nullable Object>read(sql -> sql.fetchValue("select 1"));
      shortest = Math.min(shortest, System.nanoTime() - start);
    }
    return Duration.ofNanos(shortest);
  }

  static Finding speed(Duration roundTrip) {
    return roundTrip.compareTo(SLOW) > 0
        ? Finding.warning(SUBJECT, "database.slow", roundTrip.toMillis())
        : Finding.good(SUBJECT, "database.fast", roundTrip.toMillis());
  }

  private Finding time(Database database) {
    String question =
        database.dialect().family() == SQLDialect.POSTGRES
            ? "select extract(epoch from clock_timestamp())"
            : "select unix_timestamp(now(3))";
    long before = clock.millis();
    String seconds =
        String.valueOf(database.<@Nullable Object>read(sql -> sql.fetchValue(question)));
    long ours = (before + clock.millis()) / 2;
    long theirs = new BigDecimal(seconds).movePointRight(3).longValue();
    return ClockCheck.compareDatabase(Duration.ofMillis(ours - theirs));
  }
}
