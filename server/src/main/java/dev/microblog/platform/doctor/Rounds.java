package dev.microblog.platform.doctor;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has the doctor look for those who read it on a page: in the background, never twice at once, and
/// not again within some seconds, so that nobody makes the server do nothing else. What was found
/// is kept.
public final class Rounds {
  /// What was found.
  ///
  /// @param at in epoch milliseconds
  public record Found(long at, List<Finding> findings) {}

  /// How long nobody is made to look again.
  static final Duration FRESH = Duration.ofSeconds(15);

  /// From when on what was found is worth nothing, and is found anew by itself.
  static final Duration STALE = Duration.ofHours(1);

  private static final Logger log = LoggerFactory.getLogger(Rounds.class);

  private final Supplier<List<Finding>> look;
  private final InstantSource clock;
  private @Nullable Found found;
  private @Nullable CountDownLatch running;

  public Rounds(Doctor doctor, InstantSource clock) {
    this(doctor::look, clock);
  }

  Rounds(Supplier<List<Finding>> look, InstantSource clock) {
    this.look = look;
    this.clock = clock;
  }

  /// What was found last; null if nothing was yet.
  public synchronized @Nullable Found found() {
    return found;
  }

  /// Whether the doctor is at it.
  public synchronized boolean looking() {
    return running != null;
  }

  /// Begins to look, if what is known is too old to be shown.
  public void keep() {
    begin(STALE);
  }

  /// Begins to look, unless that is going on.
  ///
  /// @return false if it was done a moment ago, and is not done again
  public boolean begin() {
    return begin(FRESH);
  }

  private synchronized boolean begin(Duration age) {
    if (running != null) {
      return true;
    }
    if (found != null && clock.millis() - found.at() < age.toMillis()) {
      return false;
    }
    CountDownLatch end = new CountDownLatch(1);
    running = end;
    Thread.ofVirtual().name("doctor").start(() -> run(end));
    return true;
  }

  private void run(CountDownLatch end) {
    try {
      List<Finding> findings = look.get();
      synchronized (this) {
        found = new Found(clock.millis(), findings);
      }
    } catch (RuntimeException e) {
      log.error("The doctor could not look", e);
    } finally {
      synchronized (this) {
        running = null;
      }
      end.countDown();
    }
  }

  /// Waits until it was looked, for a while.
  public void await(Duration most) throws InterruptedException {
    CountDownLatch end;
    synchronized (this) {
      end = running;
    }
    if (end != null) {
      end.await(most.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
