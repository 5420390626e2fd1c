package dev.microblog.api.notification;

import dev.microblog.api.Answer;
import dev.microblog.api.Call;
import dev.microblog.api.FieldError;
import dev.microblog.api.Operation;
import dev.microblog.notification.Attention;
import dev.microblog.notification.News;
import dev.microblog.notification.Notices;
import dev.microblog.token.Scope;
import java.util.List;

/// What you are told, and how much you have to read.
public final class NotificationResource {
  private static final String GROUP = "notifications";

  /// How much there is to read.
  ///
  /// @param messages how many private messages
  /// @param notifications how many notifications
  public record UnreadJson(long messages, long notifications) {}

  /// Up to where the list was read.
  ///
  /// @param until id of the newest that was read
  public record NotificationsRead(String until) {}

  private final Notices notices;
  private final Attention attention;

  public NotificationResource(Notices notices, Attention attention) {
    this.notices = notices;
    this.attention = attention;
  }

  /// What can be asked for.
  public List<Operation> operations() {
    return List.of(
        Operation.get("/api/notifications", "readNotifications")
            .of(GROUP, "What you are told, the latest first")
            .needs(Scope.READ)
            .listing(NotificationJson.class)
            .by(this::list),
        Operation.get("/api/notifications/unread", "readUnread")
            .of(GROUP, "How much you have to read")
            .needs(Scope.READ)
            .answers(200, UnreadJson.class)
            .by(this::unread),
        Operation.post("/api/notifications/read", "markNotificationsRead")
            .of(GROUP, "Note that you read what you are told")
            .needs(Scope.WRITE)
            .sent(NotificationsRead.class)
            .by(this::read));
  }

  private Answer list(Call call) {
    String base = call.base();
    return call.list(
        notices.page(call.viewer(), call.cursor()), notice -> NotificationJson.of(notice, base));
  }

  private Answer unread(Call call) {
    News news = attention.of(call.viewer());
    return Answer.ok(new UnreadJson(news.messages(), news.notices()));
  }

  private Answer read(Call call) {
    String until = call.body(NotificationsRead.class).until();
    if (!until.matches("[1-9][0-9]{0,15}")) {
      return Answer.invalid(FieldError.wrong("until", "It must be the id of a notification."));
    }
    notices.markRead(call.viewer(), Long.parseLong(until));
    return Answer.done();
  }
}
