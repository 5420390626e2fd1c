package dev.microblog.hiding;

import dev.microblog.post.Post;

/// A post that was hidden.
///
/// @param reason that was given
/// @param hiddenAt epoch milliseconds
public record HiddenPost(Post post, String reason, long hiddenAt) {}
