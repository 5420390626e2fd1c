package dev.microblog.post;

/// A post that was there has other words now, or is deleted, or one that was written long ago came
/// in; told inside the transaction.
public record PostChanged(long postId) {}
