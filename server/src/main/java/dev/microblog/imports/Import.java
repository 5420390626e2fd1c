package dev.microblog.imports;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An import of what somebody wrote elsewhere.
///
/// @param createdAt when the file began to come, in epoch milliseconds
/// @param endedAt when it was done, in epoch milliseconds; null before
/// @param parts into which its posts were cut
/// @param step how many of them were worked
/// @param posts that the file has, whether they are made or not
/// @param made how many were made
/// @param there how many were there already, or were deleted here
/// @param leftOut how many were left out, by reason
public record Import(
    long id,
    long accountId,
    State state,
    long createdAt,
    @Nullable Long endedAt,
    int parts,
    int step,
    long posts,
    long made,
    long there,
    Map<LeftOut, Long> leftOut) {
  /// What has become of an import.
  public enum State {
    /// Its file is being read.
    READING(0),

    /// Its posts are being made.
    RUNNING(1),

    /// All is done.
    DONE(2),

    /// Something went wrong in the middle. What was made stays, and the file can be sent again.
    FAILED(3),

    /// What is left of it is being removed.
    REMOVED(4);

    private final int code;

    State(int code) {
      this.code = code;
    }

    /// What is kept in the database.
    int code() {
      return code;
    }

    static State of(int code) {
      for (State state : values()) {
        if (state.code == code) {
          return state;
        }
      }
      throw new IllegalArgumentException("a newer Microblog wrote state " + code);
    }
  }

  /// Whether it goes on.
  public boolean goesOn() {
    return state == State.READING || state == State.RUNNING;
  }

  /// How far it is, from 0 to 100; 100 once it is done, and never before.
  public int percent() {
    return state == State.DONE ? 100 : (int) Math.min(99, step * 100L / Math.max(1, parts));
  }
}
