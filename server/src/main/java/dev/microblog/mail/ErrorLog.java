package dev.microblog.mail;

import dev.microblog.platform.db.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The errors of the last day, of all processes together, for those who look after the site.
public final class ErrorLog {
  /// Alike errors.
  ///
  /// @param what is wrong, in a line
  /// @param lastAt epoch milliseconds
  /// @param request id of a request that met it; empty if none did
  public record Alike(String what, long times, long lastAt, String request) {}

  /// Those of the last 24 hours.
  ///
  /// @param times how many there were
  /// @param latest some of them, the latest first
  public record Lately(long times, List<Alike> latest) {}

  private static final int HOURS = 24;

  /// What is shown is no more than a person reads.
  private static final int SHOWN = 5;

  private final Database database;
  private final ErrorStore store = new ErrorStore();
  private final InstantSource clock;

  ErrorLog(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// The hour of a time, since the epoch.
  static long hour(long millis) {
    return millis / Duration.ofHours(1).toMillis();
  }

  /// What went wrong lately.
  public Lately lately() {
    long first = hour(clock.millis()) - HOURS + 1;
    return database.read(
        sql -> new Lately(store.times(sql, first), store.latest(sql, first, SHOWN)));
  }

  /// Forgets what is older than anybody is shown.
  public void sweep() {
    long first = hour(clock.millis()) - 2 * HOURS;
    database.<@Nullable Void>write(
        transaction -> {
          store.forget(transaction.sql(), first);
          return null;
        });
  }
}
