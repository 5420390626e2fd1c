package dev.microblog.web.site;

import dev.microblog.site.Announcements;
import dev.microblog.web.Card;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;
import dev.microblog.web.LocalPath;

/// The pages that the operator wrote, each only where there is something to read; and closing what
/// the operator tells everybody.
public final class SitePages {
  /// A text of the operator.
  ///
  /// @param title key of the headline
  /// @param text plain, as it was typed
  public record SitePage(Card card, String title, String text) {}

  private final Announcements announcements;

  public SitePages(Announcements announcements) {
    this.announcements = announcements;
  }

  /// `GET /about`: what there is to know, in short and at length.
  public void about(Exchange exchange) {
    if (exchange.settings().tellsAbout()) {
      exchange.render("about.jte", new Card("website", exchange.settings().name(), "/about", null));
    } else {
      exchange.notFound();
    }
  }

  /// `GET /rules`.
  public void rules(Exchange exchange) {
    show(exchange, "/rules", "site.rules", exchange.settings().rules());
  }

  /// `GET /privacy`.
  public void privacy(Exchange exchange) {
    show(exchange, "/privacy", "site.privacy", exchange.settings().privacy());
  }

  private static void show(Exchange exchange, String path, String title, String text) {
    if (text.isEmpty()) {
      exchange.notFound();
    } else {
      Card card = new Card("website", exchange.texts().get(title), path, null);
      exchange.render("site-text.jte", new SitePage(card, title, text));
    }
  }

  /// `POST /announcements/{id}/close`: back to where one was.
  public void close(Exchange exchange) {
    if (exchange.trusted()) {
      announcements.close(exchange.viewer(), exchange.id());
    } else {
      exchange.tellNext(Flash.bad("flash.staleAction"));
    }
    String next = LocalPath.of(exchange.form().get("next"));
    exchange.redirect(next == null ? "/index" : next);
  }
}
