package dev.microblog.hiding;

/// The posts of an account that was suspended are there again, all of them.
public record PostsBack(long authorId) {}
