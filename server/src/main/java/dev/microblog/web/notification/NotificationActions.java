package dev.microblog.web.notification;

import dev.microblog.notification.Notices;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;
import java.util.regex.Pattern;

/// Telling that notices were read.
public final class NotificationActions {
  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,15}");

  private final Notices notices;
  private final NotificationPages pages;

  public NotificationActions(Notices notices, NotificationPages pages) {
    this.notices = notices;
    this.pages = pages;
  }

  /// `POST /notifications/read`. What does not say up to which marks nothing.
  public void read(Exchange exchange) {
    if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleAction"));
      pages.list(exchange);
      return;
    }
    String until = exchange.form().get("until");
    if (ID.matcher(until).matches()) {
      notices.markRead(exchange.viewer(), Long.parseLong(until));
    }
    exchange.redirect(NotificationPages.PATH);
  }
}
