package dev.microblog.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a list, the newest first.
///
/// @param next the address of the part after this; null if it is the last
/// @param prev the address of the part before this; null if it is the first
/// @param <T> the records in it
public record Listing<T>(List<T> items, @Nullable String next, @Nullable String prev) {}
