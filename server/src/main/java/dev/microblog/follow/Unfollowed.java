package dev.microblog.follow;

/// Somebody no longer follows somebody; told inside the transaction.
public record Unfollowed(long followerId, long followeeId) {}
