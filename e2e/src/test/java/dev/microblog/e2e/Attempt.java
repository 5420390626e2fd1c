package dev.microblog.e2e;

import java.time.Duration;

/// One request of those who keep a site busy.
///
/// @param kind what it was for
/// @param status of the answer; 0 if there was none, -1 if it was not what it should be
/// @param begunAt by the clock of this process, in nanoseconds
/// @param took how long the answer took
record Attempt(String kind, int status, long begunAt, Duration took) {
  static final int UNANSWERED = 0;
  static final int WRONG = -1;

  /// Whether it was answered as it should be.
  boolean good() {
    return status == 200 || status == 302;
  }
}
