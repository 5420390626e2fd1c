package dev.microblog.web.translation;

import dev.microblog.platform.http.JsonObject;
import dev.microblog.translation.Translation;
import dev.microblog.translation.Translations;
import dev.microblog.translation.Translations.Outcome;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;
import dev.microblog.web.post.PostPages;

/// Translating a post on its page, and a text for programs.
public final class TranslationActions {
  /// Where programs send the token, under the name that the tutorial's library has for it.
  private static final String TOKEN_HEADER = "X-CSRFToken";

  private final Translations translations;
  private final PostPages pages;

  public TranslationActions(Translations translations, PostPages pages) {
    this.translations = translations;
    this.pages = pages;
  }

  /// `POST /post/{id}/translate`: the page of the post with its translation.
  public void post(Exchange exchange) {
    if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleAction"));
      pages.show(exchange);
      return;
    }
    long id = exchange.id();
    switch (translations.ofPost(exchange.viewer(), id, exchange.texts().tag())) {
      case Outcome.Done(Translation translation) -> pages.show(exchange, 200, translation);
      case Outcome.Needless() -> exchange.redirect(PostPages.path(id));
      case Outcome.TooMany(var retryAfter) -> {
        exchange.tooMany(retryAfter);
        exchange.tell(Flash.tooMany(retryAfter));
        pages.show(exchange, 429, null);
      }
      case Outcome.Unconfigured() -> {
        exchange.tell(Flash.bad("flash.translationOff"));
        pages.show(exchange, 503, null);
      }
      case Outcome.Failed() -> {
        exchange.tell(Flash.bad("flash.translationFailed"));
        pages.show(exchange, 503, null);
      }
      case Outcome.NotFound(), Outcome.Malformed(), Outcome.TooLong() -> exchange.notFound();
    }
  }

  /// `POST /translate`, as in the tutorial: a text in JSON gets its translation, or a sentence in
  /// the place of one, in JSON. Unlike there it needs the token of a form.
  public void text(Exchange exchange) {
    JsonObject asked = exchange.json();
    String text = asked.text("text");
    String from = asked.text("source_language");
    String to = asked.text("dest_language");
    String header = exchange.header(TOKEN_HEADER);
    if (!exchange.trusted(header.isEmpty() ? asked.textOrEmpty("csrf_token") : header)) {
      exchange.fail(403);
      return;
    }
    switch (translations.ofText(exchange.viewer(), text, from, to)) {
      case Outcome.Done(Translation translation) -> answer(exchange, translation.text());
      case Outcome.Unconfigured() ->
          answer(exchange, exchange.texts().get("translation.unconfigured"));
      case Outcome.Failed() -> answer(exchange, exchange.texts().get("translation.failed"));
      case Outcome.TooMany(var retryAfter) -> exchange.refuse(retryAfter);
      case Outcome.TooLong() -> exchange.fail(413);
      case Outcome.Malformed(), Outcome.Needless(), Outcome.NotFound() -> exchange.fail(400);
    }
  }

  private static void answer(Exchange exchange, String text) {
    exchange.json(JsonObject.of("text", text));
  }
}
