package dev.microblog.web.account;

import dev.microblog.account.Accounts;
import dev.microblog.mail.Mails;
import dev.microblog.platform.http.Form;
import dev.microblog.registration.SignUps;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;

/// Signing up, and editing one's profile.
public final class AccountActions {
  private final Accounts accounts;
  private final SignUps signUps;
  private final Mails mails;
  private final AccountPages pages;

  public AccountActions(Accounts accounts, SignUps signUps, Mails mails, AccountPages pages) {
    this.signUps = signUps;
    this.mails = mails;
    this.accounts = accounts;
    this.pages = pages;
  }

  /// `POST /auth/register`.
  public void register(Exchange exchange) {
    Form form = exchange.form();
    AccountForm again = AccountForm.of(form.get("username").strip(), form.get("email"), "");
    String note = form.get("note");
    String invite = form.get("invite");
    if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleSignIn"));
      pages.register(exchange, again, note, invite);
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
    switch (signUps.register(new SignUps.Wish(registration, note, invite))) {
      case SignUps.Outcome.Registered(var _, boolean waits) -> {
        exchange.tellNext(Flash.good(registered(waits, base != null)));
        exchange.redirect("/auth/login");
      }
      case SignUps.Outcome.Refused(var problems) ->
          pages.register(exchange, again.with(problems), note, invite);
      // The page says by itself what is asked.
      case SignUps.Outcome.Barred _ -> pages.register(exchange, again, note, invite);
      case SignUps.Outcome.NetworkBlocked() -> {
        exchange.tell(Flash.bad("flash.networkBlocked"));
        pages.register(exchange, again, note, invite);
      }
      case SignUps.Outcome.FullToday() -> {
        exchange.tell(Flash.bad("flash.fullToday"));
        pages.register(exchange, again, note, invite);
      }
      case SignUps.Outcome.TooMany(var retryAfter) -> {
        exchange.tooMany(retryAfter);
        exchange.tell(Flash.tooMany(retryAfter));
        pages.register(exchange, again, note, invite);
      }
    }
  }

  private static String registered(boolean waits, boolean mailed) {
    if (waits) {
      return mailed ? "flash.asksToJoinMail" : "flash.asksToJoin";
    }
    return mailed ? "flash.registeredMail" : "flash.registered";
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
