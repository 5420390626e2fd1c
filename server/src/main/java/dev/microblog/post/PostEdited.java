package dev.microblog.post;

/// The author gave a post other words; told inside the transaction, beside [PostChanged].
public record PostEdited(long postId, long authorId) {}
