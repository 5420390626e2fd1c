package dev.microblog.web.account;

import dev.microblog.account.Accounts;
import dev.microblog.mail.Mails;
import dev.microblog.platform.http.Form;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;

/// Signing up, and editing one's profile.
public final class AccountActions {
  private final Accounts accounts;
  private final Mails mails;
  private final AccountPages pages;

  public AccountActions(Accounts accounts, Mails mails, AccountPages pages) {
    this.mails = mails;
    this.accounts = accounts;
    this.pages = pages;
  }

  /// `POST /auth/register`.
  public void register(Exchange exchange) {
    Form form = exchange.form();
    AccountForm again = AccountForm.of(form.get("username").strip(), form.get("email"), "");
    if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleSignIn"));
      pages.register(exchange, again);
      return;
    }
    String base = mails.base(exchange.base());
    var registration =
        new Accounts.Registration(
            again.username(),
            again.email(),
            form.get("password"),
            form.get("password2"),
            exchange.address(),
            exchange.texts().tag(),
            base);
    switch (accounts.register(registration)) {
      case Accounts.RegisterOutcome.Registered _ -> {
        exchange.tellNext(Flash.good(base == null ? "flash.registered" : "flash.registeredMail"));
        exchange.redirect("/auth/login");
      }
      case Accounts.RegisterOutcome.Refused(var problems) ->
          pages.register(exchange, again.with(problems));
      case Accounts.RegisterOutcome.TooMany(var retryAfter) -> {
        exchange.tooMany(retryAfter);
        exchange.tell(Flash.tooMany(retryAfter));
        pages.register(exchange, again);
      }
    }
  }

  /// `POST /edit_profile`.
  public void edit(Exchange exchange) {
    Form form = exchange.form();
    AccountForm again = AccountForm.of(form.get("username").strip(), "", form.get("about_me"));
    if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleForm"));
      pages.edit(exchange, again);
      return;
    }
    switch (accounts.edit(exchange.viewer(), again.username(), again.aboutMe())) {
      case Accounts.EditOutcome.Edited _ -> {
        exchange.tellNext(Flash.good("flash.saved"));
        exchange.redirect("/edit_profile");
      }
      case Accounts.EditOutcome.Refused(var problems) -> pages.edit(exchange, again.with(problems));
      case Accounts.EditOutcome.TooMany(var retryAfter) -> {
        exchange.tooMany(retryAfter);
        exchange.tell(Flash.tooMany(retryAfter));
        pages.edit(exchange, again);
      }
    }
  }
}
