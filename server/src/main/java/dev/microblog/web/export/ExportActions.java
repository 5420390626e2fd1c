package dev.microblog.web.export;

import dev.microblog.export.Exports;
import dev.microblog.platform.http.Form;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;
import java.time.Duration;

/// Beginning an export.
public final class ExportActions {
  private final Exports exports;
  private final ExportPages pages;

  public ExportActions(Exports exports, ExportPages pages) {
    this.exports = exports;
    this.pages = pages;
  }

  /// `POST /export_posts`.
  public void start(Exchange exchange) {
    if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleAction"));
      pages.show(exchange);
      return;
    }
    switch (exports.start(exchange.viewer(), exchange.texts().tag())) {
      case Exports.Outcome.Started(long _) -> exchange.redirect(own(exchange));
      case Exports.Outcome.Running() -> {
        exchange.tellNext(Flash.bad("flash.exportRunning"));
        exchange.redirect(own(exchange));
      }
      case Exports.Outcome.TooMany(Duration wait) -> {
        exchange.tooMany(wait);
        exchange.tell(Flash.tooMany(wait));
        pages.show(exchange);
      }
      case Exports.Outcome.Unknown() -> exchange.notFound();
    }
  }

  /// Where the tutorial's application goes then, too.
  private static String own(Exchange exchange) {
    return "/user/" + Form.encode(exchange.viewer().name());
  }
}
