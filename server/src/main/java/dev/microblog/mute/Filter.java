package dev.microblog.mute;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Words that somebody does not want to read.
///
/// @param words as they were typed
public record Filter(long id, String words, Action action) {
  /// What is done with a post that has the words.
  public enum Action {
    /// It is folded, with the words of the filter above it.
    WARN(1),

    /// It is left out of lists.
    HIDE(2);

    private final int code;

    Action(int code) {
      this.code = code;
    }

    /// What is kept in the database.
    int code() {
      return code;
    }

    /// What programs and forms call it.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The action of this name; null if none has it.
    public static @Nullable Action of(String word) {
      for (Action action : values()) {
        if (action.word().equals(word)) {
          return action;
        }
      }
      return null;
    }

    static Action of(int code) {
      for (Action action : values()) {
        if (action.code == code) {
          return action;
        }
      }
      throw new IllegalArgumentException("a newer Microblog wrote filters of action " + code);
    }
  }

  /// Whether posts with the words are left out of lists.
  public boolean hides() {
    return action == Action.HIDE;
  }
}
