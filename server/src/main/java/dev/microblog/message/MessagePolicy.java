package dev.microblog.message;

import dev.microblog.account.Viewer;

/// Who may write to whom, and who may see a message. The one rule for every face.
public final class MessagePolicy {
  /// Longest message, in grapheme clusters.
  public static final int LONGEST = 2_000;

  /// Whether one may write to somebody.
  public enum Reach {
    /// One may.
    OPEN,

    /// They do not take messages from the viewer. Whether that is for their choice of who may write
    /// or for a block is theirs to know.
    CLOSED,

    /// The viewer has blocked them.
    BLOCKING
  }

  private MessagePolicy() {}

  /// Whether the viewer may write to somebody. To oneself one always may, as to a notebook: the
  /// tutorial's application let people, and it concerns nobody else.
  ///
  /// @param senders whom they let write
  /// @param followed whether they follow the viewer
  /// @param blocking whether the viewer has blocked them
  /// @param blocked whether they have blocked the viewer
  static Reach reach(
      Viewer viewer,
      long recipientId,
      Senders senders,
      boolean followed,
      boolean blocking,
      boolean blocked) {
    if (viewer.id() == recipientId) {
      return Reach.OPEN;
    }
    if (blocking) {
      return Reach.BLOCKING;
    }
    boolean chosen =
        switch (senders) {
          case ANYONE -> true;
          case FOLLOWED -> followed;
          case NOBODY -> false;
        };
    return chosen && !blocked ? Reach.OPEN : Reach.CLOSED;
  }

  /// Whether the viewer is one of the two between whom the message is.
  static boolean visible(Message message, Viewer viewer) {
    return message.senderId() == viewer.id() || message.recipientId() == viewer.id();
  }
}
