package dev.microblog.session;

/// Somebody has another password now.
///
/// @param programs whether the programs that act for them are to lose their tokens
public record PasswordChanged(long accountId, boolean programs) {}
