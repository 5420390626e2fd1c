package dev.microblog.web.account;

import dev.microblog.platform.http.Form;
import dev.microblog.web.Exchange;
import dev.microblog.web.LocalPath;
import org.jspecify.annotations.Nullable;

/// The pages to sign in and out.
public final class SignInPages {
  /// What the sign-in page shows.
  ///
  /// @param action where the form is sent, with `next` if there is one
  /// @param name what was typed
  /// @param nameError key of what is wrong with it, null if nothing is
  /// @param passwordError key of what is wrong with the password, null if nothing is
  public record SignInPage(
      String action,
      String name,
      boolean remember,
      @Nullable String nameError,
      @Nullable String passwordError) {}

  /// `GET /auth/login`.
  public void signIn(Exchange exchange) {
    if (exchange.signedIn()) {
      exchange.redirect("/index");
    } else {
      signIn(exchange, new SignInPage(action(exchange), "", false, null, null));
    }
  }

  /// The sign-in page with a form that was sent already.
  void signIn(Exchange exchange, SignInPage page) {
    exchange.render("sign-in.jte", page);
  }

  static String action(Exchange exchange) {
    String next = LocalPath.of(exchange.query("next"));
    return next == null ? "/auth/login" : "/auth/login?next=" + Form.encode(next);
  }

  /// `GET /auth/logout`: a link must not sign anybody out, so it asks.
  public void signOut(Exchange exchange) {
    if (exchange.signedIn()) {
      exchange.render("sign-out.jte", "");
    } else {
      exchange.redirect("/index");
    }
  }
}
