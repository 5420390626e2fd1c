package dev.microblog.platform.trace;

import java.time.Duration;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What OpenTelemetry says, which it says to Java's own log: in ours, a line a minute at most, for
/// a collector that is away is away for each of many requests.
final class TelemetryLog extends Handler {
  private static final Logger log = LoggerFactory.getLogger(Trace.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int LONGEST = 200;

  /// Kept, because Java forgets the settings of a logger that nobody holds.
  private final java.util.logging.Logger theirs =
      java.util.logging.Logger.getLogger("io.opentelemetry");

  private @Nullable Long toldAt;

  TelemetryLog() {
    theirs.setUseParentHandlers(false);
    theirs.addHandler(this);
  }

  @Override
  public void publish(LogRecord record) {
    if (record.getLevel().intValue() < Level.WARNING.intValue() || !due()) {
      return;
    }
    String said = String.valueOf(record.getMessage());
    Throwable error = record.getThrown();
    String line =
        (error == null ? said : said + " (" + error.getClass().getSimpleName() + ")")
            .replaceAll("\\p{C}+", " ");
    log.warn(
        "OpenTelemetry: {}", line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line);
  }

  private synchronized boolean due() {
    long now = System.nanoTime();
    if (toldAt != null && now - toldAt < PAUSE.toNanos()) {
      return false;
    }
    toldAt = now;
    return true;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    theirs.removeHandler(this);
  }
}
