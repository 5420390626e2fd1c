package dev.microblog.session;

/// Somebody has another password now.
public record PasswordChanged(long accountId) {}
