package dev.microblog.account;

import org.jspecify.annotations.Nullable;

/// A person as everybody may see them.
///
/// @param createdAt epoch milliseconds
/// @param lastSeenAt epoch milliseconds, null if never signed in
public record Account(
    long id,
    String name,
    String aboutMe,
    long createdAt,
    @Nullable Long lastSeenAt,
    long postCount,
    long followerCount,
    long followingCount) {}
