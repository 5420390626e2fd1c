package dev.microblog.account;

import org.jspecify.annotations.Nullable;

/// Somebody who had an account elsewhere and gets one here.
///
/// @param name that nobody has here
/// @param email that nobody has here; null if there is none
/// @param passwordHash one that [Passwords#isKnown]; null if there is none
/// @param createdAt epoch milliseconds
/// @param lastSeenAt epoch milliseconds, null if not known
public record Newcomer(
    String name,
    @Nullable String email,
    @Nullable String passwordHash,
    String aboutMe,
    long createdAt,
    @Nullable Long lastSeenAt) {}
