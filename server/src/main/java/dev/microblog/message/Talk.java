package dev.microblog.message;

/// One person's side of a conversation of two. Who talks to themselves has the one side that there
/// is.
///
/// @param accountId whose side it is
/// @param lastId the newest message that stands on this side; 0 if none does
/// @param unread how many messages of the other were not read
/// @param readId up to which message everything was read
/// @param clearedId up to which message everything was deleted on this side
/// @param droppedId up to which message that is done, message by message
public record Talk(
    long id,
    long accountId,
    long otherId,
    long conversationId,
    long lastId,
    long unread,
    long readId,
    long clearedId,
    long droppedId) {
  /// The side once everything was read up to a message.
  Talk readUpTo(long messageId) {
    return new Talk(
        id, accountId, otherId, conversationId, lastId, unread, messageId, clearedId, droppedId);
  }

  /// The side once everything was deleted up to a message.
  Talk clearedUpTo(long messageId) {
    return new Talk(
        id, accountId, otherId, conversationId, lastId, unread, readId, messageId, droppedId);
  }
}
