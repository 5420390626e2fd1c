package dev.microblog.web.token;

import dev.microblog.token.ApiToken;
import dev.microblog.token.ApiTokens;
import dev.microblog.token.Scope;
import dev.microblog.web.Exchange;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The tokens for programs that somebody has, and the form for another.
public final class TokenPages {
  /// The path of the page.
  static final String PATH = "/settings/tokens";

  /// Days after which a token may end; 0 for no end.
  public static final List<Integer> TERMS = List.of(7, 30, 90, 365, 0);

  private static final int TERM = 90;

  /// A token that is to be made, as it was typed.
  ///
  /// @param days after which it ends; 0 for no end
  public record TokenForm(String name, Set<Scope> scopes, int days) {
    static TokenForm fresh() {
      return new TokenForm("", EnumSet.of(Scope.READ), TERM);
    }
  }

  /// What the page shows.
  ///
  /// @param secret of a token that was just made; null if none was
  /// @param errors keys of what is wrong, by the ids of fields
  public record TokensPage(
      List<ApiToken> tokens, @Nullable String secret, TokenForm form, Map<String, String> errors) {
    /// The key of what is wrong with a field, null if nothing is.
    public @Nullable String error(String field) {
      return errors.get(field);
    }
  }

  private final ApiTokens tokens;

  public TokenPages(ApiTokens tokens) {
    this.tokens = tokens;
  }

  /// `GET /settings/tokens`.
  public void show(Exchange exchange) {
    show(exchange, null, TokenForm.fresh(), Map.of());
  }

  void show(
      Exchange exchange, @Nullable String secret, TokenForm form, Map<String, String> errors) {
    exchange.render(
        "tokens.jte", new TokensPage(tokens.list(exchange.viewer()), secret, form, errors));
  }
}
