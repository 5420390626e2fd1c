package dev.microblog.hiding;

/// A post that was hidden is there again.
public record PostShown(long postId, long authorId) {}
