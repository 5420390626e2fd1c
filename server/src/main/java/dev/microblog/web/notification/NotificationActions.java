package dev.microblog.web.notification;

import dev.microblog.notification.Notices;
import dev.microblog.platform.id.Ids;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;

/// Telling that notices were read.
public final class NotificationActions {
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
    long until = Ids.parse(exchange.form().get("until"));
    if (until > 0) {
      notices.markRead(exchange.viewer(), until);
    }
    exchange.redirect(NotificationPages.PATH);
  }
}
