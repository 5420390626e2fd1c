package dev.microblog.security;

import dev.microblog.mail.Mail;
import dev.microblog.mail.Mails;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.text.Messages;
import dev.microblog.session.PasswordChanged;
import dev.microblog.session.SignedInFromNew;
import dev.microblog.session.UserAgent;
import java.time.InstantSource;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Mails people what somebody else may have done in their name.
final class Notices {
  private final Mails mails;
  private final InstantSource clock;

  Notices(Mails mails, InstantSource clock) {
    this.mails = mails;
    this.clock = clock;
  }

  void passwordChanged(Transaction transaction, PasswordChanged event) {
    String cause = "password-changed:" + event.accountId() + ':' + clock.millis();
    add(
        transaction,
        Mail.of(new Mail.To.Person(event.accountId()), "password-changed", cause),
        "/auth/reset_password_request");
  }

  void signedIn(Transaction transaction, SignedInFromNew event) {
    UserAgent agent = UserAgent.of(event.userAgent());
    String browser =
        Stream.of(agent.browser(), agent.system())
            .filter(name -> !name.isEmpty())
            .collect(Collectors.joining(", "));
    add(
        transaction,
        Mail.of(
            new Mail.To.Person(event.accountId()),
            "new-browser",
            "new-browser:" + event.sessionId(),
            Stream.of(browser, event.address(), Messages.exact(event.at()))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"))),
        "/settings");
  }

  /// What matters is that they hear of it; that it leads here is only convenient.
  private void add(Transaction transaction, Mail mail, String path) {
    mails.add(transaction, mails.possible() ? mail.leadingTo(path) : mail);
  }
}
