package dev.microblog.mute;

/// Somebody muted somebody; told inside the transaction.
public record Muted(long muterId, long mutedId) {}
