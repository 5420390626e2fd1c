package dev.microblog.account;

/// Somebody to whom the site writes.
///
/// @param name as it is written now
/// @param email empty if there is none
/// @param language tag of the language they chose, else of that in which they signed up or last
/// signed in; empty if neither is known
public record Reader(String name, String email, String language) {}
