package dev.microblog.api.notification;

import dev.microblog.api.Answer;
import dev.microblog.api.Call;
import dev.microblog.api.Code;
import dev.microblog.api.FieldError;
import dev.microblog.api.Json;
import dev.microblog.api.Operation;
import dev.microblog.api.Parameter;
import dev.microblog.notification.Attention;
import dev.microblog.notification.Listener;
import dev.microblog.notification.Listeners;
import dev.microblog.notification.News;
import dev.microblog.notification.Notices;
import dev.microblog.platform.http.EventStream;
import dev.microblog.platform.id.Ids;
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

  private static final String EVENTS = "text/event-stream";

  /// After which time a program whose stream broke comes again.
  private static final long RETRY_MILLIS = 3_000;

  private final Notices notices;
  private final Attention attention;
  private final Listeners listeners;

  public NotificationResource(Notices notices, Attention attention, Listeners listeners) {
    this.notices = notices;
    this.attention = attention;
    this.listeners = listeners;
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
            .by(this::read),
        Operation.get("/api/notifications/stream", "streamNews")
            .of(
                GROUP,
                "Hear how much you have to read as it changes, by server-sent events whose data is as"
                    + " of readUnread")
            .needs(Scope.READ)
            .elsewhere()
            .takes(
                Parameter.header(
                    "Last-Event-ID",
                    "The id of the event that you heard last, before you come again."))
            .answers(EVENTS)
            .fails(Code.LIMIT_REACHED)
            .by(this::stream));
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

  /// Goes on until the program goes, or its token ends.
  private Answer stream(Call call) {
    if (call.isHead()) {
      return new Answer.Sent();
    }
    long told = Ids.parse(call.header("Last-Event-ID"));
    Listener listener =
        new Listener(
            call.viewer(),
            Listener.Pass.TOKEN,
            call.access().tokenId(),
            news -> Json.text(new UnreadJson(news.messages(), news.notices())),
            told);
    return switch (listeners.add(listener)) {
      case LISTENS -> {
        listeners.begin(listener, ended -> EventStream.open(call.context(), RETRY_MILLIS, ended));
        yield new Answer.Sent();
      }
      case TOO_MANY_OF_ONE -> Answer.wrong(Code.LIMIT_REACHED);
      case TOO_MANY -> Answer.wrong(Code.BUSY);
    };
  }

  private Answer read(Call call) {
    long until = Ids.parse(call.body(NotificationsRead.class).until());
    if (until < 0) {
      return Answer.invalid(FieldError.wrong("until", "It must be the id of a notification."));
    }
    notices.markRead(call.viewer(), until);
    return Answer.done();
  }
}
