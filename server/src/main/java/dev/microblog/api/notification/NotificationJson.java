package dev.microblog.api.notification;

import dev.microblog.account.Account;
import dev.microblog.api.Times;
import dev.microblog.api.post.PostJson;
import dev.microblog.notification.Notice;
import dev.microblog.post.Post;
import dev.microblog.timeline.TimelinePost;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something that you are told.
///
/// @param kind `follow`, `mention`, `message`, `export`, `password` or `sign_in`; there may be more
/// @param unread whether it is still to be read
/// @param createdAt when it happened
/// @param username who did it; null if nobody in particular
/// @param post in which you are mentioned; null for other kinds
public record NotificationJson(
    String id,
    String kind,
    boolean unread,
    String createdAt,
    @Nullable String username,
    @Nullable PostJson post) {
  static NotificationJson of(Notice notice, String base) {
    Account actor = notice.actor();
    Post post = notice.post();
    return new NotificationJson(
        Long.toString(notice.id()),
        notice.kind().name().toLowerCase(Locale.ROOT),
        notice.unread(),
        Times.iso(notice.createdAt()),
        actor == null ? null : actor.name(),
        post == null ? null : PostJson.of(new TimelinePost(post, notice.mentions()), base));
  }
}
