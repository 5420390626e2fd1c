package dev.microblog.audit;

import org.jspecify.annotations.Nullable;

/// Something that somebody did for the site.
///
/// @param id grows with time
/// @param actorId who did it; [Audit#COMMAND_LINE] for an operator at the command line
/// @param accountId to whom; null if to nobody
/// @param postId to which post; null if to none
/// @param reason as it was typed; empty if none was asked for
/// @param detail what a reader needs besides, such as the new value; may be empty
/// @param createdAt epoch milliseconds
public record Entry(
    long id,
    long actorId,
    Deed deed,
    @Nullable Long accountId,
    @Nullable Long postId,
    String reason,
    String detail,
    long createdAt) {}
