package dev.microblog.web.account;

import dev.microblog.account.Restriction;
import dev.microblog.moderation.Appeals;
import dev.microblog.platform.http.Form;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody reads who has the right password and is not let in, and their appeal. Nobody is
/// signed in there: that the account is theirs is sealed into the form.
public final class KeptOutPages {
  /// What that page shows.
  ///
  /// @param seal names the account and the restriction
  /// @param message what was typed
  /// @param error key of what is wrong with it; null if nothing is
  public record KeptOutPage(Appeals.Ban ban, String seal, String message, @Nullable String error) {
    /// Whether nothing of the account is shown any more.
    public boolean suspended() {
      return ban.restriction() == Restriction.SUSPENDED;
    }
  }

  /// For how long after the password an appeal may be sent.
  private static final Duration GOOD = Duration.ofHours(1);

  private static final String PURPOSE = "appeal";

  private final Appeals appeals;

  public KeptOutPages(Appeals appeals) {
    this.appeals = appeals;
  }

  /// Shows why somebody is kept out.
  ///
  /// @return false if they are not
  boolean show(Exchange exchange, long accountId) {
    Appeals.Ban ban = appeals.ban(accountId);
    if (ban == null) {
      return false;
    }
    long until = exchange.now() + GOOD.toMillis();
    String text = String.join("-", List.of("" + accountId, "" + ban.since(), "" + until));
    show(exchange, ban, exchange.seal(PURPOSE, text), "", null);
    return true;
  }

  private static void show(
      Exchange exchange, Appeals.Ban ban, String seal, String message, @Nullable String error) {
    exchange.render("kept-out.jte", new KeptOutPage(ban, seal, message, error));
  }

  /// `POST /auth/appeal`.
  public void send(Exchange exchange) {
    Form form = exchange.form();
    String seal = form.get("seal");
    String message = form.get("message");
    String text = exchange.unseal(PURPOSE, seal);
    long[] parts =
        text == null
            ? new long[3]
            : List.of(text.split("-")).stream().mapToLong(Long::parseLong).toArray();
    Appeals.Ban ban = parts[2] < exchange.now() ? null : appeals.ban(parts[0]);
    if (ban == null) {
      exchange.tellNext(Flash.bad("flash.appealAgain"));
      exchange.redirect("/auth/login");
      return;
    }
    if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleForm"));
      show(exchange, ban, seal, message, null);
      return;
    }
    switch (appeals.send(parts[0], parts[1], message, exchange.address())) {
      case Appeals.SendOutcome.Sent() -> {
        exchange.tellNext(Flash.good("flash.appealSent"));
        exchange.redirect("/auth/login");
      }
      case Appeals.SendOutcome.Over() -> {
        exchange.tellNext(Flash.bad("flash.appealOver"));
        exchange.redirect("/auth/login");
      }
      case Appeals.SendOutcome.Empty() -> show(exchange, ban, seal, message, "field.required");
      case Appeals.SendOutcome.TooLong() -> show(exchange, ban, seal, message, "report.tooLong");
      case Appeals.SendOutcome.TooMany(var retryAfter) -> {
        exchange.tooMany(retryAfter);
        exchange.tell(Flash.tooMany(retryAfter));
        show(exchange, ban, seal, message, null);
      }
    }
  }
}
