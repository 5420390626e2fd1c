package dev.microblog.account;

import org.jspecify.annotations.Nullable;

/// Somebody made an account.
///
/// @param email the address that they say is theirs
/// @param ownerId who has that address already; 0 if nobody has, and then the new account has it
/// @param base where mail leads that asks whether it is theirs; null if none can be sent
public record SignedUp(long accountId, String email, long ownerId, @Nullable String base) {}
