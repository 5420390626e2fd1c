package dev.microblog.session;

/// Somebody signed in with a browser that the account did not use before.
///
/// @param userAgent what the browser says it is
/// @param address from which it did
/// @param at epoch milliseconds
public record SignedInFromNew(
    long accountId, long sessionId, String userAgent, String address, long at) {}
