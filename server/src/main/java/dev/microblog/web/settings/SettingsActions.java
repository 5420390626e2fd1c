package dev.microblog.web.settings;

import dev.microblog.account.AccountProblem;
import dev.microblog.account.Display;
import dev.microblog.account.Displays;
import dev.microblog.mail.Mails;
import dev.microblog.message.Mailboxes;
import dev.microblog.message.Senders;
import dev.microblog.notification.Kind;
import dev.microblog.notification.NoticeChoices;
import dev.microblog.notification.Way;
import dev.microblog.platform.http.Form;
import dev.microblog.platform.text.Messages;
import dev.microblog.search.Findability;
import dev.microblog.security.Addresses;
import dev.microblog.session.Credentials;
import dev.microblog.session.Sessions;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;
import dev.microblog.web.LocalPath;
import dev.microblog.web.Site;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Changing settings.
public final class SettingsActions {
  private final Credentials credentials;
  private final Sessions sessions;
  private final Addresses addresses;
  private final Mails mails;
  private final Displays displays;
  private final Mailboxes mailboxes;
  private final Findability findability;
  private final NoticeChoices choices;
  private final SettingsPages pages;

  public SettingsActions(
      Credentials credentials,
      Sessions sessions,
      Addresses addresses,
      Mails mails,
      Displays displays,
      Mailboxes mailboxes,
      Findability findability,
      NoticeChoices choices,
      SettingsPages pages) {
    this.addresses = addresses;
    this.mails = mails;
    this.mailboxes = mailboxes;
    this.findability = findability;
    this.choices = choices;
    this.credentials = credentials;
    this.sessions = sessions;
    this.displays = displays;
    this.pages = pages;
  }

  /// `POST /settings/display`.
  public void display(Exchange exchange) {
    if (trusted(exchange, null)) {
      Form form = exchange.form();
      Messages chosen = Messages.tagged(form.get("language"));
      String theme = form.get("theme");
      Display display =
          new Display(chosen == null ? "" : chosen.tag(), Site.THEMES.contains(theme) ? theme : "");
      displays.choose(exchange.viewer(), display);
      exchange.keepDisplay(display);
      saved(exchange);
    }
  }

  /// `POST /settings/search`.
  public void findable(Exchange exchange) {
    if (trusted(exchange, null)) {
      boolean findable = exchange.form().get("findable").equals("y");
      switch (findability.choose(exchange.viewer(), findable)) {
        case Findability.Outcome.Kept() -> saved(exchange);
        case Findability.Outcome.TooMany(Duration wait) -> exchange.refuse(wait);
      }
    }
  }

  /// `POST /settings/messages`. What is none of what was offered changes nothing.
  public void senders(Exchange exchange) {
    if (trusted(exchange, null)) {
      String chosen = exchange.form().get("senders");
      Senders senders =
          Stream.of(Senders.values())
              .filter(choice -> choice.name().equals(chosen))
              .findFirst()
              .orElse(mailboxes.senders(exchange.viewer()));
      switch (mailboxes.choose(exchange.viewer(), senders)) {
        case Mailboxes.Outcome.Kept() -> saved(exchange);
        case Mailboxes.Outcome.TooMany(Duration wait) -> exchange.refuse(wait);
      }
    }
  }

  /// `POST /settings/notifications`. What is none of what was offered changes nothing.
  public void notices(Exchange exchange) {
    if (trusted(exchange, null)) {
      Form form = exchange.form();
      Map<Kind, Way> wanted = new EnumMap<>(Kind.class);
      for (Kind kind : Kind.values()) {
        choices.offered(kind).stream()
            .filter(way -> way.name().equals(form.get(kind.name())))
            .forEach(way -> wanted.put(kind, way));
      }
      switch (choices.choose(exchange.viewer(), wanted)) {
        case NoticeChoices.Outcome.Kept() -> saved(exchange);
        case NoticeChoices.Outcome.TooMany(Duration wait) -> exchange.refuse(wait);
      }
    }
  }

  /// `POST /language`: for those who are not signed in, or not yet.
  public void language(Exchange exchange) {
    String next = LocalPath.of(exchange.form().get("next"));
    Messages chosen = Messages.tagged(exchange.form().get("language"));
    if (!exchange.trusted()) {
      exchange.tellNext(Flash.bad("flash.staleAction"));
    } else if (chosen != null) {
      exchange.keepDisplay(new Display(chosen.tag(), exchange.display().theme()));
    }
    exchange.redirect(next == null ? "/" : next);
  }

  /// `POST /settings/password`.
  public void password(Exchange exchange) {
    if (!trusted(exchange, null)) {
      return;
    }
    Form form = exchange.form();
    var outcome =
        credentials.changePassword(
            exchange.session(),
            form.get("password"),
            form.get("new_password"),
            form.get("new_password2"),
            exchange.userAgent(),
            exchange.address(),
            form.get("programs").equals("y"));
    switch (outcome) {
      case Credentials.PasswordOutcome.Changed(var session, String token) -> {
        exchange.keepSession(token, session);
        exchange.tellNext(Flash.good("flash.passwordChanged"));
        exchange.redirect("/settings");
      }
      case Credentials.PasswordOutcome.Wrong() -> wrong(exchange, null, "password");
      case Credentials.PasswordOutcome.Refused(var problems) -> {
        boolean differ = problems.size() == 1 && problems.contains(AccountProblem.PASSWORDS_DIFFER);
        pages.show(
            exchange,
            null,
            differ
                ? Map.of("new_password2", key(problems))
                : Map.of("new_password", key(problems)));
      }
      case Credentials.PasswordOutcome.TooMany(var retryAfter) -> {
        exchange.tooMany(retryAfter);
        exchange.tell(Flash.tooMany(retryAfter));
        pages.show(exchange);
      }
    }
  }

  /// `POST /settings/email`.
  public void email(Exchange exchange) {
    String typed = exchange.form().get("email");
    if (!trusted(exchange, typed)) {
      return;
    }
    String password = exchange.form().get("email_password");
    String base = mails.base(exchange.base());
    switch (addresses.change(exchange.viewer(), password, typed, base)) {
      case Addresses.ChangeOutcome.Changed() -> saved(exchange);
      case Addresses.ChangeOutcome.Asked(String email) -> asked(exchange, email);
      case Addresses.ChangeOutcome.Wrong() -> wrong(exchange, typed, "email_password");
      case Addresses.ChangeOutcome.Refused(var problems) ->
          pages.show(exchange, typed, Map.of("email", key(problems)));
      case Addresses.ChangeOutcome.TooMany(var retryAfter) -> {
        exchange.tooMany(retryAfter);
        exchange.tell(Flash.tooMany(retryAfter));
        pages.show(exchange, typed, Map.of());
      }
    }
  }

  /// `POST /settings/email/again`.
  public void emailAgain(Exchange exchange) {
    if (trusted(exchange, null)) {
      switch (addresses.again(exchange.viewer(), mails.base(exchange.base()))) {
        case Addresses.AgainOutcome.Asked(String email) -> asked(exchange, email);
        case Addresses.AgainOutcome.Needless() -> exchange.redirect("/settings");
        case Addresses.AgainOutcome.TooMany(var retryAfter) -> {
          exchange.tooMany(retryAfter);
          exchange.tell(Flash.tooMany(retryAfter));
          pages.show(exchange);
        }
      }
    }
  }

  private static void asked(Exchange exchange, String email) {
    exchange.tellNext(Flash.good("flash.emailAsked", email));
    exchange.redirect("/settings");
  }

  /// `POST /settings/sessions/{id}/end`.
  public void endSession(Exchange exchange) {
    if (trusted(exchange, null)) {
      // One that is gone already is what was asked for.
      sessions.end(exchange.viewer(), exchange.id());
      exchange.tellNext(Flash.good("flash.sessionEnded"));
      exchange.redirect("/settings");
    }
  }

  /// `POST /settings/sessions/end-others`.
  public void endOtherSessions(Exchange exchange) {
    if (trusted(exchange, null)) {
      sessions.endOthers(exchange.session());
      exchange.tellNext(Flash.good("flash.sessionsEnded"));
      exchange.redirect("/settings");
    }
  }

  /// `POST /settings/delete`.
  public void delete(Exchange exchange) {
    if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleSignIn"));
      pages.delete(exchange);
      return;
    }
    switch (credentials.deleteAccount(exchange.viewer(), exchange.form().get("password"))) {
      case Credentials.DeleteOutcome.Deleted() -> {
        exchange.dropSession();
        exchange.tellNext(Flash.good("flash.accountDeleted"));
        exchange.redirect("/auth/login");
      }
      case Credentials.DeleteOutcome.Wrong() -> pages.delete(exchange, "problem.PASSWORD_WRONG");
      case Credentials.DeleteOutcome.TooMany(var retryAfter) -> {
        exchange.tooMany(retryAfter);
        exchange.tell(Flash.tooMany(retryAfter));
        pages.delete(exchange);
      }
    }
  }

  private boolean trusted(Exchange exchange, @Nullable String typed) {
    boolean trusted = exchange.trusted();
    if (!trusted) {
      exchange.tell(Flash.bad("flash.staleForm"));
      pages.show(exchange, typed, Map.of());
    }
    return trusted;
  }

  private static void saved(Exchange exchange) {
    exchange.tellNext(Flash.good("flash.saved"));
    exchange.redirect("/settings");
  }

  private void wrong(Exchange exchange, @Nullable String typed, String field) {
    pages.show(exchange, typed, Map.of(field, "problem.PASSWORD_WRONG"));
  }

  /// The text of the first problem.
  private static String key(Set<AccountProblem> problems) {
    return "problem." + problems.iterator().next().name();
  }
}
