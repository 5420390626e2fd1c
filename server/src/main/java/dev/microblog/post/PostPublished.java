package dev.microblog.post;

/// Somebody published a post; told inside the transaction.
public record PostPublished(long postId, long authorId) {}
