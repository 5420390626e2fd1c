package dev.microblog.web.notification;

import dev.microblog.account.Account;
import dev.microblog.account.Viewer;
import dev.microblog.notification.Attention;
import dev.microblog.notification.Kind;
import dev.microblog.notification.Listener;
import dev.microblog.notification.Listeners;
import dev.microblog.notification.Notice;
import dev.microblog.notification.Notices;
import dev.microblog.platform.db.Page;
import dev.microblog.platform.text.Messages;
import dev.microblog.profile.Profiles;
import dev.microblog.web.Exchange;
import dev.microblog.web.Pager;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What somebody is told: as a page, as numbers for programs, and as a stream for open pages. None
/// of them changes anything: that it was read is told by a form.
public final class NotificationPages {
  /// The path of the page, as in the tutorial.
  static final String PATH = "/notifications";

  /// A number as programs write it, and none of the other forms that a parser takes.
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d{1,20}\\.?\\d{0,20}|\\.\\d{1,20})([eE][+-]?\\d{1,3})?");

  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

  /// When streams break, such as by a restart, not all come again in the same moment.
  private static final int SOONEST_MILLIS = 2_000;

  private static final int SPREAD_MILLIS = 4_000;

  /// After what time one may ask for a stream again.
  private static final Duration LATER = Duration.ofSeconds(30);

  /// What the page shows.
  ///
  /// @param until the newest notice of the page; 0 if there is none
  /// @param toRead whether there is something on the page that was not read
  public record NotificationsPage(
      List<NoticeView> notices, Pager pager, long until, boolean toRead) {}

  private final Notices notices;
  private final Attention attention;
  private final Profiles profiles;
  private final NewsWords words;
  private final Listeners listeners;

  public NotificationPages(
      Notices notices,
      Attention attention,
      Profiles profiles,
      NewsWords words,
      Listeners listeners) {
    this.notices = notices;
    this.attention = attention;
    this.profiles = profiles;
    this.words = words;
    this.listeners = listeners;
  }

  /// `GET /notifications`: the page for people, and for programs what the tutorial's application
  /// tells them. Which of the two it is says `since`, or what is accepted.
  public void show(Exchange exchange) {
    if (exchange.query("since") != null || exchange.wantsJson()) {
      since(exchange);
    } else {
      list(exchange);
    }
  }

  private void since(Exchange exchange) {
    Viewer viewer = exchange.viewer();
    String json = words.since(attention.of(viewer), viewer, number(exchange.query("since")));
    exchange.json(json.getBytes(StandardCharsets.UTF_8));
  }

  private static double number(@Nullable String typed) {
    return typed != null && NUMBER.matcher(typed).matches() ? Double.parseDouble(typed) : 0;
  }

  /// The page.
  void list(Exchange exchange) {
    Viewer viewer = exchange.viewer();
    Page<Notice> page = notices.page(viewer, exchange.cursor());
    Set<Long> followable = followable(viewer, page.items());
    exchange.render(
        "notifications.jte",
        new NotificationsPage(
            page.items().stream()
                .map(
                    notice ->
                        NoticeView.of(
                            notice, viewer, exchange.texts(), followable.contains(notice.id())))
                .toList(),
            Pager.of(PATH, page),
            page.items().isEmpty() ? 0 : page.items().getFirst().id(),
            page.items().stream().anyMatch(Notice::unread)));
  }

  /// The notices of followers whom the viewer does not follow.
  private Set<Long> followable(Viewer viewer, List<Notice> all) {
    List<Notice> follows = all.stream().filter(notice -> notice.kind() == Kind.FOLLOW).toList();
    List<Account> followers = follows.stream().map(Notice::actor).filter(Objects::nonNull).toList();
    Set<Long> others =
        profiles.of(viewer, followers).stream()
            .filter(person -> !person.followed() && !person.apart())
            .map(person -> person.account().id())
            .collect(Collectors.toSet());
    return follows.stream()
        .filter(notice -> notice.actor() != null && others.contains(notice.actor().id()))
        .map(Notice::id)
        .collect(Collectors.toSet());
  }

  /// `GET /notifications/stream`: tells an open page of news until it goes away, or the session
  /// ends. Who is not signed in need not come again.
  public void stream(Exchange exchange) {
    if (!exchange.signedIn() || exchange.isHead()) {
      exchange.nothing();
      return;
    }
    String last = exchange.header("Last-Event-ID");
    long told = ID.matcher(last).matches() ? Long.parseLong(last) : -1;
    Viewer viewer = exchange.viewer();
    Messages texts = exchange.texts();
    Listener listener =
        new Listener(
            viewer,
            Listener.Pass.SESSION,
            exchange.session().id(),
            news -> words.of(news, viewer, texts),
            told);
    switch (listeners.add(listener)) {
      case LISTENS -> begin(exchange, listener);
      case TOO_MANY_OF_ONE -> exchange.refuse(LATER);
      case TOO_MANY -> exchange.fail(503);
    }
  }

  private void begin(Exchange exchange, Listener listener) {
    long mixed = exchange.session().id() * 0x9E37_79B9_7F4A_7C15L;
    long retry = SOONEST_MILLIS + (mixed >>> 40) % SPREAD_MILLIS;
    listeners.begin(listener, ended -> exchange.stream(retry, ended));
  }
}
