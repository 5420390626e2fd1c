package dev.microblog.security;

import dev.microblog.account.EmailStore;
import dev.microblog.mail.Mail;
import dev.microblog.mail.Mails;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.http.Keys;
import dev.microblog.session.Tokens;
import java.time.Duration;
import java.time.InstantSource;

/// The mail about an address: to it, whether it is theirs who say so; to its owner, that somebody
/// said so; to the one before it, that it is another now.
final class AddressLetters {
  /// How long a link works.
  static final Duration GOOD = Duration.ofDays(3);

  private final ConfirmationStore store;
  private final EmailStore emails = new EmailStore();
  private final Mails mails;
  private final InstantSource clock;

  AddressLetters(ConfirmationStore store, Mails mails, InstantSource clock) {
    this.store = store;
    this.mails = mails;
    this.clock = clock;
  }

  /// Keeps that an account has to confirm an address, and mails there. An address of another
  /// account gets a letter for its owner, one a day at most, and no link that would take it away.
  void ask(Transaction transaction, long accountId, String email, String base) {
    long now = clock.millis();
    long expires = now + GOOD.toMillis();
    long owner = emails.idByEmail(transaction.sql(), email);
    if (owner != 0 && owner != accountId) {
      store.put(transaction.sql(), accountId, email, null, expires);
      String cause = "email-taken:" + owner + ':' + now / Duration.ofDays(1).toMillis();
      mails.add(
          transaction,
          Mail.of(new Mail.To.Person(owner), "email-taken", cause)
              .leadingTo("/auth/reset_password_request")
              .askedAt(base));
      return;
    }
    String token = Keys.random(32);
    String hash = Tokens.hash(token);
    store.put(transaction.sql(), accountId, email, hash, expires);
    mails.add(
        transaction,
        Mail.of(new Mail.To.At(accountId, email), "email-confirm", "email-confirm:" + hash)
            .leadingTo(Addresses.PATH + token)
            .askedAt(base)
            .goodFor(GOOD));
  }

  /// Tells the address that an account had until now.
  ///
  /// @param old empty if it had none
  void changed(Transaction transaction, long accountId, String old) {
    if (!old.isEmpty()) {
      String cause = "email-changed:" + accountId + ':' + clock.millis();
      mails.add(transaction, Mail.of(new Mail.To.At(accountId, old), "email-changed", cause));
    }
  }
}
