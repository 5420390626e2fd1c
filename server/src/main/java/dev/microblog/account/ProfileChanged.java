package dev.microblog.account;

/// An account was made, or says something else now; told inside the transaction.
///
/// @param made whether nobody knew of it before
public record ProfileChanged(long accountId, boolean made) {}
