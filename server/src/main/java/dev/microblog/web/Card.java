package dev.microblog.web;

import org.jspecify.annotations.Nullable;

/// What other sites and search engines show of a public page (Open Graph).
///
/// @param type `website`, `article` or `profile`
/// @param description what is on the page, in one line
/// @param path under which the page is found, whatever the query
/// @param feed path of the page's Atom feed, null if it has none
public record Card(String type, String description, String path, @Nullable String feed) {}
