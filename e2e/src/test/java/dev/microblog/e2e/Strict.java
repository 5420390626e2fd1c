package dev.microblog.e2e;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// What a test needs of the machine.
final class Strict {
  private static final boolean ON = "true".equals(System.getenv("MICROBLOG_TEST_STRICT"));

  private Strict() {}

  /// Skips the test, saying why; fails it where everything is said to be there.
  static void need(boolean there, String reason) {
    if (ON && !there) {
      Assertions.fail("MICROBLOG_TEST_STRICT=true lets nothing be skipped: " + reason);
    }
    Assumptions.assumeTrue(there, reason);
  }
}
