package dev.microblog.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/// A line that tells how far something is. On a terminal it is written over again and again; where
/// lines cannot be written over there is a new one now and then.
final class ProgressLine {
  /// How often progress is told where lines cannot be written over.
  private static final Duration LINES = Duration.ofSeconds(5);

  /// How often on a terminal.
  private static final Duration LOOKS = Duration.ofMillis(200);

  private static final int BAR = 30;

  private final PrintWriter out;
  private final boolean terminal;
  private long told;

  ProgressLine(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
    told = System.nanoTime() - LINES.toNanos();
  }

  /// Whether it is time to tell something new.
  boolean due() {
    long now = System.nanoTime();
    if (now - told <= (terminal ? LOOKS : LINES).toNanos()) {
      return false;
    }
    told = now;
    return true;
  }

  /// Tells it.
  void tell(String line) {
    if (terminal) {
      // Over the last line, and to its end.
      out.print("\r" + line + "\u001b[K");
    } else {
      out.println(line);
    }
    out.flush();
  }

  /// Tells how it ended, and begins a new line.
  void end(String line) {
    tell(line);
    if (terminal) {
      out.println();
      out.flush();
    }
  }

  /// How much of it is done, as a picture.
  static String bar(long done, long total) {
    double share = total == 0 ? 1 : Math.min(1, (double) done / total);
    int full = (int) (share * BAR);
    return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "]";
  }

  /// How far it is in words, how fast, and how long the rest will take.
  static String words(String what, long done, long total, double seconds) {
    double speed = done / Math.max(.001, seconds);
    long left = Math.max(0, total - done);
    return String.format(
        Locale.ROOT,
        "%,d of %,d %s, %,.0f a second, %s left",
        done,
        total,
        what,
        speed,
        speed < 1 ? "?" : time((long) (left / speed)));
  }

  private static String time(long seconds) {
    return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
  }
}
