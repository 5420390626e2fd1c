package dev.microblog.web.account;

import dev.microblog.mail.Mails;
import dev.microblog.platform.http.Form;
import dev.microblog.security.PasswordReset;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;
import org.jspecify.annotations.Nullable;

/// The pages for who forgot their password.
public final class ResetPages {
  /// What the page shows on which one asks for a link.
  ///
  /// @param possible whether mail can be sent
  /// @param email what was typed
  /// @param error key of what is wrong with it, null if nothing is
  public record AskPage(boolean possible, String email, @Nullable String error) {}

  /// What the page shows on which one sets a new password.
  ///
  /// @param action where the form is sent
  /// @param error key of what is wrong with the password, null if nothing is
  /// @param repeatedError key of what is wrong with its repetition, null if nothing is
  public record SetPage(String action, @Nullable String error, @Nullable String repeatedError) {}

  private final Mails mails;
  private final PasswordReset reset;

  public ResetPages(Mails mails, PasswordReset reset) {
    this.mails = mails;
    this.reset = reset;
  }

  /// `GET /auth/reset_password_request`.
  public void ask(Exchange exchange) {
    if (exchange.signedIn()) {
      exchange.redirect("/index");
    } else {
      ask(exchange, "", null);
    }
  }

  /// The page with a form that was sent already.
  ///
  /// @param error key of what is wrong with the address, null if nothing is
  void ask(Exchange exchange, String email, @Nullable String error) {
    boolean possible = mails.base(exchange.base()) != null;
    exchange.render("reset-request.jte", new AskPage(possible, email, error));
  }

  /// `GET /auth/reset_password/{token}`.
  public void set(Exchange exchange) {
    String token = exchange.path("token");
    if (exchange.signedIn()) {
      exchange.redirect("/index");
    } else if (reset.works(token)) {
      set(exchange, null, null);
    } else {
      dead(exchange);
    }
  }

  /// The page with a form that was sent already.
  void set(Exchange exchange, @Nullable String error, @Nullable String repeatedError) {
    exchange.secret();
    String action = PasswordReset.PATH + Form.encode(exchange.path("token"));
    exchange.render("reset.jte", new SetPage(action, error, repeatedError));
  }

  /// As in the tutorial, but with a word why.
  void dead(Exchange exchange) {
    exchange.tellNext(Flash.bad("flash.linkDead"));
    exchange.redirect("/index");
  }
}
