package dev.microblog.account;

/// Somebody deleted their account. What other rooms keep of them goes with it: at once what is
/// small, the rest by the outbox.
public record AccountDeleted(long accountId) {}
