package dev.microblog.session;

import dev.microblog.account.Viewer;

/// One sign-in that holds.
///
/// @param id of the session
/// @param viewer whose it is
/// @param remembered whether it outlives the browser
/// @param lastUsedAt epoch milliseconds, kept to five minutes
/// @param expiresAt epoch milliseconds
public record Session(
    long id, Viewer viewer, boolean remembered, long lastUsedAt, long expiresAt) {}
