package dev.microblog.security;

import dev.microblog.account.AccountStore;
import dev.microblog.account.EmailStore;
import dev.microblog.account.Reader;
import dev.microblog.account.ReaderStore;
import dev.microblog.mail.Mail;
import dev.microblog.mail.Mails;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.http.Keys;
import dev.microblog.platform.job.Outbox;
import dev.microblog.session.Tokens;
import java.time.InstantSource;
import org.jooq.DSLContext;

/// Finds out whose the address is that somebody typed, and mails them a link. This is done after
/// the answer: neither its words nor its time then depend on whether anybody has the address.
final class ResetLetters implements Outbox.Consumer {
  static final String ASKED = "asked";

  private final ResetStore store;
  private final AccountStore accounts;
  private final EmailStore emails = new EmailStore();
  private final ReaderStore readers = new ReaderStore();
  private final Mails mails;
  private final InstantSource clock;

  ResetLetters(ResetStore store, AccountStore accounts, Mails mails, InstantSource clock) {
    this.store = store;
    this.accounts = accounts;
    this.mails = mails;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "password-reset";
  }

  @Override
  public long step(Transaction transaction, Outbox.Item item) {
    DSLContext sql = transaction.sql();
    ResetStore.Asked asked = store.asked(sql, item.subject());
    if (asked != null) {
      long accountId = emails.idByKey(sql, asked.emailKey());
      AccountStore.Credentials credentials = accounts.credentials(sql, accountId);
      String hash = credentials == null ? null : credentials.passwordHash();
      Reader reader = readers.of(sql, accountId);
      if (hash == null || reader == null) {
        store.delete(sql, item.subject());
      } else {
        if (reader.language().isEmpty()) {
          readers.remember(sql, accountId, asked.language());
        }
        mail(transaction, item.subject(), asked, new ResetStore.Open(accountId, Tokens.hash(hash)));
      }
    }
    return Outbox.DONE;
  }

  private void mail(
      Transaction transaction, long id, ResetStore.Asked asked, ResetStore.Open open) {
    String token = Keys.random(32);
    long expires = clock.millis() + PasswordReset.GOOD.toMillis();
    store.open(transaction.sql(), id, open, Tokens.hash(token), expires);
    mails.add(
        transaction,
        Mail.of(new Mail.To.Person(open.accountId()), "reset", "reset:" + id)
            .leadingTo(PasswordReset.PATH + token)
            .askedAt(asked.base())
            .goodFor(PasswordReset.GOOD));
  }
}
