package dev.microblog.message;

/// Somebody wrote to somebody, who may be the same; told inside the transaction.
public record MessageSent(long messageId, long senderId, long recipientId) {}
