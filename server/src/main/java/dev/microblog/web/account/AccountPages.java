package dev.microblog.web.account;

import dev.microblog.account.Account;
import dev.microblog.account.Accounts;
import dev.microblog.registration.SignUps;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;

/// The pages to sign up, and to edit one's profile.
public final class AccountPages {
  /// What the page shows on which one signs up.
  ///
  /// @param terms what is asked of who comes so
  /// @param note what was typed
  /// @param invite code by which they came; empty if by none
  public record RegisterPage(AccountForm form, SignUps.Terms terms, String note, String invite) {
    /// Whether there is a form to fill in.
    public boolean open() {
      return switch (terms) {
        case OPEN, INVITED, NOTE -> true;
        case NOT_INVITED, INVITATION_DEAD, CLOSED -> false;
      };
    }
  }

  private final Accounts accounts;
  private final SignUps signUps;

  public AccountPages(Accounts accounts, SignUps signUps) {
    this.accounts = accounts;
    this.signUps = signUps;
  }

  /// `GET /auth/register`.
  public void register(Exchange exchange) {
    if (exchange.signedIn()) {
      exchange.redirect("/index");
    } else {
      String invite = exchange.query("invite");
      register(exchange, AccountForm.of("", "", ""), "", invite == null ? "" : invite);
    }
  }

  /// The page with a form that was sent already.
  void register(Exchange exchange, AccountForm form, String note, String invite) {
    SignUps.Terms terms = signUps.terms(invite);
    if (terms == SignUps.Terms.INVITATION_DEAD && signUps.terms("") == SignUps.Terms.NOTE) {
      // Who cannot come by their invitation may still ask.
      exchange.tell(Flash.bad("flash.invitationDead"));
      exchange.render("register.jte", new RegisterPage(form, SignUps.Terms.NOTE, note, ""));
    } else {
      exchange.render("register.jte", new RegisterPage(form, terms, note, invite));
    }
  }

  /// `GET /edit_profile`.
  public void edit(Exchange exchange) {
    Account account = accounts.own(exchange.viewer());
    if (account == null) {
      exchange.notFound();
    } else {
      edit(exchange, AccountForm.of(account.name(), "", account.aboutMe()));
    }
  }

  void edit(Exchange exchange, AccountForm form) {
    exchange.render("edit-profile.jte", form);
  }
}
