package dev.microblog.web.account;

import dev.microblog.account.Display;
import dev.microblog.account.Displays;
import dev.microblog.account.Restriction;
import dev.microblog.platform.http.Form;
import dev.microblog.session.Sessions;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;
import dev.microblog.web.LocalPath;
import java.util.Set;

/// Signing in and out.
public final class SignInActions {
  private final Sessions sessions;
  private final Displays displays;
  private final SignInPages pages;
  private final KeptOutPages keptOut;

  public SignInActions(
      Sessions sessions, Displays displays, SignInPages pages, KeptOutPages keptOut) {
    this.sessions = sessions;
    this.displays = displays;
    this.pages = pages;
    this.keptOut = keptOut;
  }

  /// `POST /auth/login`.
  public void signIn(Exchange exchange) {
    Form form = exchange.form();
    String name = form.get("username").strip();
    String password = form.get("password");
    boolean remember = !form.get("remember_me").isEmpty();
    var again =
        new SignInPages.SignInPage(
            SignInPages.action(exchange),
            name,
            remember,
            name.isEmpty() ? "field.required" : null,
            password.isEmpty() ? "field.required" : null);
    if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleSignIn"));
      pages.signIn(
          exchange, new SignInPages.SignInPage(again.action(), name, remember, null, null));
      return;
    }
    if (again.nameError() != null || again.passwordError() != null) {
      pages.signIn(exchange, again);
      return;
    }
    var attempt =
        new Sessions.SignIn(
            name,
            password,
            remember,
            exchange.address(),
            exchange.userAgent(),
            exchange.texts().tag(),
            exchange.knownAccounts());
    switch (sessions.signIn(attempt)) {
      case Sessions.SignInOutcome.SignedIn(var session, String token) -> {
        // The browser may have held another session: it ends here, not in 365 days.
        String old = exchange.heldSession();
        if (old != null) {
          sessions.signOut(old);
        }
        exchange.keepSession(token, session);
        Display display = displays.of(session.viewer());
        if (!display.equals(Display.AUTOMATIC)) {
          exchange.keepDisplay(display);
        }
        String next = LocalPath.of(exchange.query("next"));
        exchange.redirect(next == null ? "/index" : next);
      }
      case Sessions.SignInOutcome.KeptOut(var viewer, var restrictions) -> {
        exchange.tell(Flash.bad(why(restrictions)));
        if (!keptOut.show(exchange, viewer.id())) {
          pages.signIn(exchange, again);
        }
      }
      case Sessions.SignInOutcome.Wrong() -> {
        exchange.tell(Flash.bad("flash.wrongPassword"));
        pages.signIn(exchange, again);
      }
      case Sessions.SignInOutcome.TooMany(var retryAfter) -> {
        exchange.tooMany(retryAfter);
        exchange.tell(Flash.tooMany(retryAfter));
        pages.signIn(exchange, again);
      }
    }
  }

  private static String why(Set<Restriction> restrictions) {
    if (restrictions.contains(Restriction.SUSPENDED)) {
      return "flash.accountSuspended";
    }
    return restrictions.contains(Restriction.LOCKED)
        ? "flash.accountLocked"
        : "flash.accountPending";
  }

  /// `POST /auth/logout`.
  public void signOut(Exchange exchange) {
    if (!exchange.signedIn()) {
      exchange.redirect("/index");
    } else if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleAction"));
      pages.signOut(exchange);
    } else {
      String token = exchange.dropSession();
      if (token != null) {
        sessions.signOut(token);
      }
      exchange.tellNext(Flash.good("flash.signedOutNow"));
      exchange.redirect("/auth/login");
    }
  }
}
