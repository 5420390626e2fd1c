package dev.microblog.session;

/// One place where somebody is signed in.
///
/// @param id of the session
/// @param userAgent what the browser said it is, as far as it was kept
/// @param address from which it signed in
/// @param lastUsedAt epoch milliseconds, kept to five minutes
/// @param current whether it is the one that asks
public record Device(long id, String userAgent, String address, long lastUsedAt, boolean current) {}
