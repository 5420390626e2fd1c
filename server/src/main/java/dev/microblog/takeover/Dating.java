package dev.microblog.takeover;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Dates for what comes in: its own, where it has one that may stand.
final class Dating {
  private final long now;
  private long last;

  /// @param now epoch milliseconds: nothing is dated later, for it would stand before everything
  /// that people write from then on
  Dating(long now) {
    this.now = now;
    this.last = now;
  }

  /// The date in epoch milliseconds.
  ///
  /// @param micros since 1970; null if there is none that can be read
  /// @param what it is, for the report
  long millis(@Nullable Long micros, String what, List<Finding> findings) {
    if (micros == null) {
      findings.add(new Finding(Finding.Kind.NO_DATE, what));
      return last;
    }
    long millis = Math.floorDiv(micros, 1000);
    if (millis > now) {
      findings.add(new Finding(Finding.Kind.FUTURE, what));
      millis = now;
    }
    last = millis;
    return millis;
  }
}
