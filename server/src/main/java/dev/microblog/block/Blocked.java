package dev.microblog.block;

/// Somebody blocked somebody; told inside the transaction.
public record Blocked(long blockerId, long blockedId) {}
