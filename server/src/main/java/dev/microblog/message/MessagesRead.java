package dev.microblog.message;

/// What somebody has to read in their conversation with another is another number now; told inside
/// the transaction. That something new came is told as [MessageSent].
///
/// @param unread how many messages are left to be read
public record MessagesRead(long accountId, long otherId, long unread) {}
