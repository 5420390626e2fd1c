package dev.microblog.account;

/// Nothing of the account is shown from now on, until it is lifted or deleted.
public record AccountSuspended(long accountId) {}
