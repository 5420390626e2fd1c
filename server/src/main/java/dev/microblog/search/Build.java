package dev.microblog.search;

import org.jspecify.annotations.Nullable;

/// How far the building of an index is. It goes through the people and then the posts, each from
/// the newest to the oldest.
///
/// @param generation what is built; null before it is begun
/// @param phase 0 at the people, 1 at the posts
/// @param place the last id that is in
/// @param done how many entries are in
/// @param total how many there were when it began
/// @param startedAt epoch milliseconds
/// @param endedAt epoch milliseconds; 0 while it runs
public record Build(
    State state,
    @Nullable String generation,
    int phase,
    long place,
    long done,
    long total,
    long startedAt,
    long endedAt) {
  static final int PEOPLE = 0;
  static final int POSTS = 1;

  /// What is with a build.
  public enum State {
    ASKED(0),
    RUNNING(1),
    DONE(2);

    private final int code;

    State(int code) {
      this.code = code;
    }

    /// As it is kept; codes never change.
    int code() {
      return code;
    }

    static State of(int code) {
      return values()[code];
    }
  }

  static Build begun(String generation, long total, long now) {
    return new Build(State.RUNNING, generation, PEOPLE, Long.MAX_VALUE, 0, total, now, 0);
  }

  Build at(int nextPhase, long nextPlace, int more) {
    return new Build(
        state, generation, nextPhase, nextPlace, done + more, total, startedAt, endedAt);
  }

  Build ended(long now) {
    return new Build(State.DONE, null, phase, place, done, total, startedAt, now);
  }
}
