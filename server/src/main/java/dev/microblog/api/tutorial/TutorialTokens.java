package dev.microblog.api.tutorial;

import dev.microblog.api.Answer;
import dev.microblog.api.Call;
import dev.microblog.api.Code;
import dev.microblog.api.Operation;
import dev.microblog.token.ApiTokens;
import java.time.Duration;
import java.util.List;

/// Tokens for a name and a password, as programs for the tutorial's application ask for them.
public final class TutorialTokens {
  private static final String GROUP = "tutorial";
  private static final String PATH = "/api/tokens";

  /// A token that was just made.
  ///
  /// @param token what programs send, for an hour
  public record TutorialToken(String token) {}

  private final ApiTokens tokens;

  public TutorialTokens(ApiTokens tokens) {
    this.tokens = tokens;
  }

  /// What can be asked for.
  public List<Operation> operations() {
    return List.of(
        Operation.post(PATH, "signIn")
            .of(GROUP, "Have a token made that is good for everything, for an hour")
            .basic()
            .answers(200, TutorialToken.class)
            .fails(Code.UNAUTHORIZED)
            .by(this::signIn),
        Operation.delete(PATH, "signOut")
            .of(GROUP, "End the token that asks")
            .needsToken()
            .by(this::signOut));
  }

  private Answer signIn(Call call) {
    Call.Basic basic = call.basic();
    if (basic == null) {
      return new Answer.Challenge();
    }
    return switch (tokens.signIn(
        basic.name(), basic.password(), call.address(), call.userAgent())) {
      case ApiTokens.SignInOutcome.SignedIn(String secret) -> Answer.ok(new TutorialToken(secret));
      case ApiTokens.SignInOutcome.Wrong() -> new Answer.Challenge();
      case ApiTokens.SignInOutcome.TooMany(Duration wait) -> new Answer.Wait(wait);
    };
  }

  private Answer signOut(Call call) {
    tokens.end(call.viewer(), call.access().tokenId());
    return Answer.done();
  }
}
