package dev.microblog.platform.db;

/// The database has more to do than it can take now. The work was not begun; it may be tried again
/// in a moment.
public final class Busy extends RuntimeException {
  Busy(String message) {
    super(message);
  }

  Busy(String message, Throwable cause) {
    super(message, cause);
  }
}
