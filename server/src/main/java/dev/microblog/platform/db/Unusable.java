package dev.microblog.platform.db;

import org.jspecify.annotations.Nullable;

/// The database cannot be used as it is found. The message is a sentence for the operator; nothing
/// was changed.
public class Unusable extends RuntimeException {
  /// @param message what is wrong and what to do about it
  public Unusable(String message) {
    super(message);
  }

  /// @param message what is wrong and what to do about it
  /// @param cause what it was learnt from
  public Unusable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
