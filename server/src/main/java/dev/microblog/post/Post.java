package dev.microblog.post;

import org.jspecify.annotations.Nullable;

/// A post that stands.
///
/// @param authorName the author's name as it is now
/// @param language BCP 47 tag, empty if unknown
/// @param createdAt epoch milliseconds
/// @param editedAt epoch milliseconds, null if never changed
public record Post(
    long id,
    long authorId,
    String authorName,
    String body,
    String language,
    Visibility visibility,
    long createdAt,
    @Nullable Long editedAt) {}
