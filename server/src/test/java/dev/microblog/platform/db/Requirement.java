package dev.microblog.platform.db;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// What a test needs of the machine. Where it is missing the test is skipped and says why; where
/// MICROBLOG_TEST_STRICT is `true` it fails instead.
public final class Requirement {
  private static final boolean STRICT =
      Boolean.parseBoolean(System.getenv("MICROBLOG_TEST_STRICT"));

  private Requirement() {}

  /// Goes on if it is there.
  ///
  /// @param reason says what is missing
  public static void met(boolean there, String reason) {
    if (STRICT && !there) {
      Assertions.fail(reason);
    }
    Assumptions.assumeTrue(there, reason);
  }
}
