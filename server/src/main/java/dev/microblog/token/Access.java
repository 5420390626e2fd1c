package dev.microblog.token;

import dev.microblog.account.Viewer;
import java.util.Set;

/// For whom a program acts, and what it may.
///
/// @param tokenId by which token
public record Access(Viewer viewer, long tokenId, Set<Scope> scopes) {}
