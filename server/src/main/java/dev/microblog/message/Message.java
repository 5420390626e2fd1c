package dev.microblog.message;

/// A private message as one of the two sees it.
///
/// @param createdAt epoch milliseconds
public record Message(long id, long senderId, long recipientId, String body, long createdAt) {}
