package dev.microblog.export;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An export of what somebody has here.
///
/// @param language tag of the language in which it is to be read
/// @param createdAt when it was asked for, in epoch milliseconds
/// @param endedAt when it was ready or failed, in epoch milliseconds; null while it is made
/// @param done of `total`, both a rough count of what is to be written
/// @param parts of which the file consists so far
/// @param size of the file in bytes, so far
public record Export(
    long id,
    long accountId,
    State state,
    String language,
    long createdAt,
    @Nullable Long endedAt,
    long done,
    long total,
    int parts,
    long size) {
  /// How long a finished one can be downloaded.
  public static final Duration KEPT = Duration.ofDays(7);

  /// What has become of an export.
  public enum State {
    /// It is being made.
    RUNNING(0),

    /// It can be downloaded.
    READY(1),

    /// Something went wrong; nothing of it is there.
    FAILED(2),

    /// It would have become larger than an export may be; nothing of it is there.
    TOO_LARGE(3),

    /// Its time is over, or its person is gone; what is left of it is being removed.
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

  /// How far it is, from 0 to 100; 100 once it can be downloaded, and never before.
  public int percent() {
    return state == State.READY ? 100 : (int) Math.min(99, done * 100 / Math.max(1, total));
  }

  /// Until when a finished one can be downloaded, in epoch milliseconds; 0 if it cannot.
  public long until() {
    return endedAt == null || state != State.READY ? 0 : endedAt + KEPT.toMillis();
  }
}
