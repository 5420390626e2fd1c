package dev.microblog.notification;

import dev.microblog.account.Account;
import dev.microblog.post.Post;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that a person is told, as they may see it now.
///
/// @param actor who did it, null if nobody in particular
/// @param post in which the person is mentioned, null for other kinds
/// @param mentions whom the post names: names as they are now, by the folded name that was written
/// @param subjectId what it is about, 0 for nothing in particular
/// @param detail what else is to be said, empty for most kinds
/// @param unread whether it is still to be read
/// @param createdAt epoch milliseconds
public record Notice(
    long id,
    Kind kind,
    @Nullable Account actor,
    @Nullable Post post,
    Map<String, String> mentions,
    long subjectId,
    String detail,
    boolean unread,
    long createdAt) {}
