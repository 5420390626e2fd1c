package dev.microblog.api.own;

import dev.microblog.api.Answer;
import dev.microblog.api.Call;
import dev.microblog.api.Code;
import dev.microblog.api.FieldError;
import dev.microblog.api.Operation;
import dev.microblog.api.Times;
import dev.microblog.token.ApiToken;
import dev.microblog.token.ApiTokens;
import dev.microblog.token.Scope;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One's tokens.
public final class TokenResource {
  private static final String GROUP = "tokens";
  private static final String ALL = "/api/me/tokens";

  /// A token to make.
  ///
  /// @param name by which you will know it
  /// @param scopes what it is good for: `read`, `write`, `messages`, `account`
  /// @param expiresInDays after how many days it ends; left out, it has no end
  public record NewToken(String name, List<String> scopes, @Nullable Long expiresInDays) {}

  /// A token.
  ///
  /// @param name by which you know it
  /// @param scopes what it is good for
  /// @param createdAt when it was made
  /// @param lastUsed when it was last used, to five minutes; null if it was not
  /// @param expiresAt when it ends; null if it has no end
  /// @param current whether it is the one that asks
  public record TokenJson(
      String id,
      String name,
      List<String> scopes,
      String createdAt,
      @Nullable String lastUsed,
      @Nullable String expiresAt,
      boolean current) {
    static TokenJson of(ApiToken token, long current) {
      Long used = token.lastUsedAt();
      Long expires = token.expiresAt();
      return new TokenJson(
          Long.toString(token.id()),
          token.name(),
          new TreeSet<>(token.scopes()).stream().map(Scope::word).toList(),
          Times.iso(token.createdAt()),
          used == null ? null : Times.iso(used),
          expires == null ? null : Times.iso(expires),
          token.id() == current);
    }
  }

  /// A token that was just made.
  ///
  /// @param token what programs send; it is shown this once
  /// @param about what it is
  public record MadeToken(String token, TokenJson about) {}

  /// Your tokens, the newest first.
  public record TokensJson(List<TokenJson> items) {}

  private final ApiTokens tokens;

  public TokenResource(ApiTokens tokens) {
    this.tokens = tokens;
  }

  /// What can be asked for.
  public List<Operation> operations() {
    return List.of(
        Operation.get(ALL, "readTokens")
            .of(GROUP, "Your tokens")
            .needs(Scope.ACCOUNT)
            .answers(200, TokensJson.class)
            .by(this::list),
        Operation.post(ALL, "makeToken")
            .of(GROUP, "Make a token, good for no more than the one that asks")
            .needs(Scope.ACCOUNT)
            .sent(NewToken.class)
            .answers(201, MadeToken.class)
            .fails(Code.LIMIT_REACHED)
            .by(this::make),
        Operation.delete(ALL + "/{id}", "endToken")
            .of(GROUP, "End a token")
            .needs(Scope.ACCOUNT)
            .fails(Code.NOT_FOUND)
            .by(
                call ->
                    tokens.end(call.viewer(), call.id("id"))
                        ? Answer.done()
                        : Answer.wrong(Code.NOT_FOUND)));
  }

  private Answer list(Call call) {
    long current = call.access().tokenId();
    return Answer.ok(
        new TokensJson(
            tokens.list(call.viewer()).stream().map(t -> TokenJson.of(t, current)).toList()));
  }

  private Answer make(Call call) {
    NewToken sent = call.body(NewToken.class);
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String word : sent.scopes()) {
      Scope scope = Scope.of(word);
      if (scope == null) {
        return Answer.invalid(wrongScopes());
      }
      scopes.add(scope);
    }
    Long days = sent.expiresInDays();
    if (days != null && (days < 1 || days > ApiTokens.LONGEST.toDays())) {
      return Answer.invalid(wrongTerm());
    }
    Duration term = days == null ? null : Duration.ofDays(days);
    return switch (tokens.make(call.viewer(), sent.name(), scopes, call.access().scopes(), term)) {
      case ApiTokens.MakeOutcome.Made(ApiToken token, String secret) ->
          Answer.created(new MadeToken(secret, TokenJson.of(token, 0)), ALL + "/" + token.id());
      case ApiTokens.MakeOutcome.NoName() -> Answer.invalid(FieldError.empty("name"));
      case ApiTokens.MakeOutcome.LongName() ->
          Answer.invalid(
              new FieldError(
                  "/name",
                  "too_long",
                  "It may have " + ApiTokens.NAME_MAX + " characters at most."));
      case ApiTokens.MakeOutcome.WrongScopes() -> Answer.invalid(wrongScopes());
      case ApiTokens.MakeOutcome.WrongTerm() -> Answer.invalid(wrongTerm());
      case ApiTokens.MakeOutcome.Full() -> Answer.wrong(Code.LIMIT_REACHED);
      case ApiTokens.MakeOutcome.TooMany(Duration wait) -> new Answer.Wait(wait);
      case ApiTokens.MakeOutcome.Unknown() -> Answer.wrong(Code.UNAUTHORIZED);
    };
  }

  private static FieldError wrongScopes() {
    return FieldError.wrong(
        "scopes", "It must be some of read, write, messages, account, of those that you have.");
  }

  private static FieldError wrongTerm() {
    return FieldError.wrong(
        "expires_in_days", "It must be from 1 to " + ApiTokens.LONGEST.toDays() + '.');
  }
}
