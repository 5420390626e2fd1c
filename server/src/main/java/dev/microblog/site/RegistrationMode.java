package dev.microblog.site;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Who may sign up.
public enum RegistrationMode {
  /// Everybody.
  OPEN,

  /// Everybody, and somebody who looks after the site lets them in.
  APPROVAL,

  /// Who has an invitation.
  INVITATION,

  /// Nobody.
  CLOSED;

  /// As it is kept and typed.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The mode of a word; null if it is none.
  static @Nullable RegistrationMode of(String word) {
    for (RegistrationMode mode : values()) {
      if (mode.word().equals(word)) {
        return mode;
      }
    }
    return null;
  }
}
