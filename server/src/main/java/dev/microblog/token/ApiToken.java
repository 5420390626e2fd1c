package dev.microblog.token;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A token as its owner sees it; the secret itself was shown once.
///
/// @param name by which the owner knows it
/// @param createdAt epoch milliseconds
/// @param lastUsedAt epoch milliseconds, kept to five minutes; null if it was not used
/// @param expiresAt epoch milliseconds; null if it has no end
public record ApiToken(
    long id,
    String name,
    Set<Scope> scopes,
    long createdAt,
    @Nullable Long lastUsedAt,
    @Nullable Long expiresAt) {}
