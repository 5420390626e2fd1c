package dev.microblog.account;

/// From now on nobody signs in to the account: who is in with a session or a token is out.
public record KeptOut(long accountId) {}
