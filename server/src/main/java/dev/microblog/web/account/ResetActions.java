package dev.microblog.web.account;

import dev.microblog.account.AccountProblem;
import dev.microblog.mail.Mails;
import dev.microblog.platform.http.Form;
import dev.microblog.security.PasswordReset;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;
import java.util.Set;

/// Asking for a new password, and setting it.
public final class ResetActions {
  private final Mails mails;
  private final PasswordReset reset;
  private final ResetPages pages;

  public ResetActions(Mails mails, PasswordReset reset, ResetPages pages) {
    this.mails = mails;
    this.reset = reset;
    this.pages = pages;
  }

  /// `POST /auth/reset_password_request`.
  public void ask(Exchange exchange) {
    String email = exchange.form().get("email");
    String base = mails.base(exchange.base());
    if (exchange.signedIn()) {
      exchange.redirect("/index");
    } else if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleSignIn"));
      pages.ask(exchange, email, null);
    } else if (base == null) {
      pages.ask(exchange, email, null);
    } else {
      switch (reset.ask(email, exchange.address(), exchange.texts().tag(), base)) {
        case PasswordReset.AskOutcome.Asked() -> {
          exchange.tellNext(Flash.good("flash.resetAsked"));
          exchange.redirect("/auth/login");
        }
        case PasswordReset.AskOutcome.Refused(var problems) ->
            pages.ask(exchange, email, "problem." + problems.iterator().next().name());
        case PasswordReset.AskOutcome.TooMany(var retryAfter) -> {
          exchange.tooMany(retryAfter);
          exchange.tell(Flash.tooMany(retryAfter));
          pages.ask(exchange, email, null);
        }
      }
    }
  }

  /// `POST /auth/reset_password/{token}`.
  public void set(Exchange exchange) {
    Form form = exchange.form();
    if (exchange.signedIn()) {
      exchange.redirect("/index");
    } else if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleSignIn"));
      pages.set(exchange, null, null);
    } else {
      switch (reset.set(exchange.path("token"), form.get("password"), form.get("password2"))) {
        case PasswordReset.SetOutcome.Done() -> {
          exchange.tellNext(Flash.good("flash.passwordReset"));
          exchange.redirect("/auth/login");
        }
        case PasswordReset.SetOutcome.Refused(var problems) -> refused(exchange, problems);
        case PasswordReset.SetOutcome.Dead() -> pages.dead(exchange);
      }
    }
  }

  private void refused(Exchange exchange, Set<AccountProblem> problems) {
    AccountForm form = AccountForm.of("", "", "").with(problems);
    pages.set(exchange, form.passwordError(), form.repeatedError());
  }
}
