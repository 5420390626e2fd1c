package dev.microblog.e2e;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// Asks until it is so: for what the server does behind its answers.
final class Wait {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BETWEEN = Duration.ofMillis(50);

  private Wait() {}

  /// @param what is expected, for who reads the failure
  static void until(String what, Callable<Boolean> isSo) {
    until(what, PATIENCE, isSo);
  }

  /// The same with more patience, or less.
  static void until(String what, Duration patience, Callable<Boolean> isSo) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!ask(isSo)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Not after " + patience.toSeconds() + " s: " + what);
      }
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
  }

  private static boolean ask(Callable<Boolean> isSo) {
    try {
      return isSo.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
