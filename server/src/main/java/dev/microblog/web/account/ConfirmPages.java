package dev.microblog.web.account;

import dev.microblog.platform.http.Form;
import dev.microblog.security.Addresses;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;

/// The page to which the link leads that was mailed to an address, and its one action. A link alone
/// changes nothing: programs that look for evil links open it, too.
public final class ConfirmPages {
  /// What the page shows.
  ///
  /// @param action where the form is sent
  /// @param email the address
  public record ConfirmPage(String action, String email) {}

  private final Addresses addresses;

  public ConfirmPages(Addresses addresses) {
    this.addresses = addresses;
  }

  /// `GET /auth/confirm_email/{token}`.
  public void show(Exchange exchange) {
    String token = exchange.path("token");
    String email = addresses.confirms(token);
    if (email == null) {
      dead(exchange);
    } else {
      exchange.secret();
      String action = Addresses.PATH + Form.encode(token);
      exchange.render("confirm-email.jte", new ConfirmPage(action, email));
    }
  }

  /// `POST /auth/confirm_email/{token}`.
  public void confirm(Exchange exchange) {
    if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleAction"));
      show(exchange);
      return;
    }
    switch (addresses.confirm(exchange.path("token"))) {
      case Addresses.ConfirmOutcome.Confirmed() -> {
        exchange.tellNext(Flash.good("flash.emailConfirmed"));
        goOn(exchange);
      }
      case Addresses.ConfirmOutcome.Dead() -> dead(exchange);
    }
  }

  private static void dead(Exchange exchange) {
    exchange.tellNext(Flash.bad("flash.linkDead"));
    goOn(exchange);
  }

  private static void goOn(Exchange exchange) {
    exchange.redirect(exchange.signedIn() ? "/settings" : "/auth/login");
  }
}
