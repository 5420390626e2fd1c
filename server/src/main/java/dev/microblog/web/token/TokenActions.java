package dev.microblog.web.token;

import dev.microblog.platform.http.Form;
import dev.microblog.token.ApiTokens;
import dev.microblog.token.ApiTokens.MakeOutcome;
import dev.microblog.token.Scope;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;
import dev.microblog.web.token.TokenPages.TokenForm;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// Making and ending tokens for programs.
public final class TokenActions {
  private final ApiTokens tokens;
  private final TokenPages pages;

  public TokenActions(ApiTokens tokens, TokenPages pages) {
    this.tokens = tokens;
    this.pages = pages;
  }

  /// `POST /settings/tokens`. The answer shows the secret, this once.
  public void make(Exchange exchange) {
    TokenForm form = typed(exchange.form());
    if (!trusted(exchange, form)) {
      return;
    }
    Duration term = form.days() == 0 ? null : Duration.ofDays(form.days());
    switch (tokens.make(exchange.viewer(), form.name(), form.scopes(), Scope.all(), term)) {
      case MakeOutcome.Made(var _, String secret) ->
          pages.show(exchange, secret, TokenForm.fresh(), Map.of());
      case MakeOutcome.NoName() -> wrong(exchange, form, "name", "problem.TOKEN_NAME_REQUIRED");
      case MakeOutcome.LongName() -> wrong(exchange, form, "name", "problem.TOKEN_NAME_TOO_LONG");
      case MakeOutcome.WrongScopes() -> wrong(exchange, form, "READ", "problem.TOKEN_SCOPES");
      case MakeOutcome.WrongTerm() -> pages.show(exchange, null, form, Map.of());
      case MakeOutcome.Full() -> wrong(exchange, form, "name", "problem.TOKENS_FULL");
      case MakeOutcome.TooMany(Duration wait) -> {
        exchange.tooMany(wait);
        exchange.tell(Flash.tooMany(wait));
        pages.show(exchange, null, form, Map.of());
      }
      case MakeOutcome.Unknown() -> exchange.notFound();
    }
  }

  private static TokenForm typed(Form form) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (Scope scope : Scope.values()) {
      if (form.get(scope.name()).equals("y")) {
        scopes.add(scope);
      }
    }
    int term = form.choice("days", TokenPages.TERMS, TokenForm.fresh().days());
    return new TokenForm(form.get("name"), scopes, term);
  }

  /// `POST /settings/tokens/{id}/end`. One that is gone already is what was asked for.
  public void end(Exchange exchange) {
    if (trusted(exchange, TokenForm.fresh())) {
      tokens.end(exchange.viewer(), exchange.id());
      exchange.tellNext(Flash.good("flash.tokenEnded"));
      exchange.redirect(TokenPages.PATH);
    }
  }

  private boolean trusted(Exchange exchange, TokenForm form) {
    boolean trusted = exchange.trusted();
    if (!trusted) {
      exchange.tell(Flash.bad("flash.staleForm"));
      pages.show(exchange, null, form, Map.of());
    }
    return trusted;
  }

  private void wrong(Exchange exchange, TokenForm form, String field, String key) {
    pages.show(exchange, null, form, Map.of(field, key));
  }
}
