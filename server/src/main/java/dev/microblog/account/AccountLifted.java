package dev.microblog.account;

/// An account that was suspended is there again.
public record AccountLifted(long accountId) {}
