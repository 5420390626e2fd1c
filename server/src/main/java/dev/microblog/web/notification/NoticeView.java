package dev.microblog.web.notification;

import dev.microblog.account.Viewer;
import dev.microblog.notification.Kind;
import dev.microblog.notification.Notice;
import dev.microblog.platform.http.Form;
import dev.microblog.platform.text.Messages;
import dev.microblog.timeline.TimelinePost;
import dev.microblog.web.PostView;
import dev.microblog.web.settings.DeviceView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A notice as the template shows it.
///
/// @param name of who did it; null if nobody in particular
/// @param device from which somebody signed in; empty for other kinds
/// @param reason of those who look after the site; empty for what others do
/// @param subjectId what it is about
/// @param post in which the viewer is mentioned; null for other kinds
/// @param followable whether the viewer could follow who did it
/// @param unread whether it is to be read
/// @param at when it happened, in epoch milliseconds
public record NoticeView(
    Kind kind,
    @Nullable String name,
    String device,
    String reason,
    long subjectId,
    @Nullable PostView post,
    boolean followable,
    boolean unread,
    long at) {
  static NoticeView of(Notice notice, Viewer viewer, Messages texts, boolean followable) {
    return new NoticeView(
        notice.kind(),
        notice.actor() == null ? null : notice.actor().name(),
        notice.kind() == Kind.SIGN_IN && !notice.detail().isEmpty()
            ? DeviceView.named(notice.detail(), texts)
            : "",
        notice.kind().byStaff() ? notice.detail() : "",
        notice.subjectId(),
        notice.post() == null
            ? null
            : new PostView(new TimelinePost(notice.post(), notice.mentions()), viewer),
        followable,
        notice.unread(),
        notice.createdAt());
  }

  /// Its sentence.
  public String text() {
    return "notice." + kind.name();
  }

  /// The sign of its kind.
  public String icon() {
    return switch (kind) {
      case FOLLOW -> "follow";
      case MENTION -> "at";
      case MESSAGE -> "mail";
      case EXPORT -> "download";
      case PASSWORD -> "settings";
      case SIGN_IN -> "laptop";
      case POST_HIDDEN, WARNED, LIMITED -> "alert";
      case POST_SHOWN, UNLIMITED, LET_IN -> "check";
    };
  }

  /// Where one goes on from there; null if that is nowhere.
  public @Nullable String link() {
    return switch (kind) {
      case MESSAGE -> name == null ? null : "/messages/" + Form.encode(name) + "#latest";
      case EXPORT -> "/export_posts";
      case PASSWORD -> "/settings#secret";
      case SIGN_IN -> "/settings#where";
      case POST_HIDDEN, POST_SHOWN -> "/post/" + subjectId;
      case FOLLOW, MENTION, WARNED, LIMITED, UNLIMITED, LET_IN -> null;
    };
  }

  /// For the `datetime` attribute.
  public String iso() {
    return Instant.ofEpochMilli(at).toString();
  }

  /// When, to the minute.
  public String exact() {
    return Messages.exact(at);
  }
}
