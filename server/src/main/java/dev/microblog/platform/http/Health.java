package dev.microblog.platform.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How this process is: alive from the first moment, started once the database is there and
/// migrated, ready while people can be answered. Probes of a container or a proxy ask for it.
public final class Health {
  /// How long one answer about the database holds: however many ask, it is asked but so often.
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final InstantSource clock;
  private volatile String reason = "starting";
  private volatile boolean started;
  private volatile boolean ending;
  private volatile Supplier<@Nullable String> database = () -> null;

  private long checkedAt;
  private @Nullable String checked;

  public Health(InstantSource clock) {
    this.clock = clock;
  }

  /// Tells for what a start is waiting.
  public void waits(String what) {
    reason = what;
  }

  /// From now on people are answered, as long as the database is.
  ///
  /// @param check what is wrong with the database now, null if nothing is; it answers in time
  public void started(Supplier<@Nullable String> check) {
    database = check;
    started = true;
  }

  /// From now on nobody should be sent here any more.
  public void ends() {
    ending = true;
  }

  /// Whether the start is through.
  public boolean isStarted() {
    return started;
  }

  /// Why people cannot be answered, in words for an operator; null if they can.
  public @Nullable String problem() {
    if (!started) {
      return reason;
    }
    return ending ? "ending" : databaseProblem();
  }

  private synchronized @Nullable String databaseProblem() {
    long now = clock.millis();
    if (checkedAt == 0 || now - checkedAt >= FRESH.toMillis() || now < checkedAt) {
      checked = database.get();
      checkedAt = clock.millis();
    }
    return checked;
  }
}
