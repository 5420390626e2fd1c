package dev.microblog.web.account;

import dev.microblog.account.Account;
import dev.microblog.account.Accounts;
import dev.microblog.web.Exchange;

/// The pages to sign up, and to edit one's profile.
public final class AccountPages {
  private final Accounts accounts;

  public AccountPages(Accounts accounts) {
    this.accounts = accounts;
  }

  /// `GET /auth/register`.
  public void register(Exchange exchange) {
    if (exchange.signedIn()) {
      exchange.redirect("/index");
    } else {
      register(exchange, AccountForm.of("", "", ""));
    }
  }

  void register(Exchange exchange, AccountForm form) {
    exchange.render("register.jte", form);
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
