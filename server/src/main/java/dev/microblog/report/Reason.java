package dev.microblog.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why something is reported.
public enum Reason {
  SPAM(1),
  ABUSE(2),
  ILLEGAL(3),
  IMPERSONATION(4),
  OTHER(5);

  private final int code;

  Reason(int code) {
    this.code = code;
  }

  /// As it is kept; codes never change.
  int code() {
    return code;
  }

  /// The reason of this name; null if there is none.
  public static @Nullable Reason named(String name) {
    for (Reason reason : values()) {
      if (reason.name().equals(name.toUpperCase(Locale.ROOT))) {
        return reason;
      }
    }
    return null;
  }

  static Reason of(int code) {
    for (Reason reason : values()) {
      if (reason.code == code) {
        return reason;
      }
    }
    return OTHER;
  }
}
