package dev.microblog.follow;

/// Somebody began to follow somebody; told inside the transaction.
public record Followed(long followerId, long followeeId) {}
