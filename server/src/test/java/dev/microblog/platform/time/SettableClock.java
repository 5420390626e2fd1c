package dev.microblog.platform.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still until it is told to move.
///
/// Ids are made from the clock, at most 128 in a millisecond, and the maker waits for the next one:
/// what makes more without moving the clock takes [#ticking()].
public final class SettableClock implements InstantSource {
  /// Monday, 2 March 2026, 09:00 UTC.
  public static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  private final boolean ticking;
  private Instant now;

  private SettableClock(Instant now, boolean ticking) {
    this.now = now;
    this.ticking = ticking;
  }

  /// Stands at [#START].
  public SettableClock() {
    this(START, false);
  }

  /// Stands at a moment.
  public SettableClock(Instant now) {
    this(now, false);
  }

  /// Begins at [#START], and is one millisecond later each time that it is read.
  public static SettableClock ticking() {
    return new SettableClock(START, true);
  }

  @Override
  public synchronized Instant instant() {
    if (ticking) {
      now = now.plusMillis(1);
    }
    return now;
  }

  /// Moves on.
  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }

  /// Moves to a moment, which may be in the past.
  public synchronized void set(Instant to) {
    now = to;
  }
}
