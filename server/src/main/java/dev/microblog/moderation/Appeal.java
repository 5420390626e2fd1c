package dev.microblog.moderation;

import dev.microblog.account.Restriction;

/// What somebody says who is kept out.
///
/// @param restriction that they want to end
/// @param createdAt epoch milliseconds
public record Appeal(
    long id,
    long accountId,
    Restriction restriction,
    long since,
    String words,
    Appeal.State state,
    long createdAt) {
  /// How far it is.
  public enum State {
    OPEN(0),
    ACCEPTED(1),
    REFUSED(2);

    private final int code;

    State(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    static State of(int code) {
      return switch (code) {
        case 0 -> OPEN;
        case 1 -> ACCEPTED;
        default -> REFUSED;
      };
    }
  }
}
