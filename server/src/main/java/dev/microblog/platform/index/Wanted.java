package dev.microblog.platform.index;

import java.util.List;
import java.util.Set;

/// What is looked for.
///
/// @param kind of entries
/// @param audience marks of who asks: only entries that bear one of them are found
/// @param all conditions that hold together
/// @param not conditions of which none holds
public record Wanted(Entry.Kind kind, Set<String> audience, List<Clause> all, List<Clause> not) {}
