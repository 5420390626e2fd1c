package dev.microblog.mail;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Outbox;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes mail to be sent once the transaction that is its cause is committed.
public final class Mails {
  /// How long it is remembered what there was a mail about.
  private static final Duration REMEMBERED = Duration.ofDays(30);

  private static final Logger log = LoggerFactory.getLogger(Mails.class);
  private static final int CHUNK = 500;

  private final Database database;
  private final MailStore store;
  private final @Nullable Delivery delivery;
  private final Bases bases;
  private final Outbox outbox;
  private final Ids ids;
  private final InstantSource clock;

  /// @param delivery null if no mail can be sent
  Mails(
      Database database,
      MailStore store,
      @Nullable Delivery delivery,
      Bases bases,
      Outbox outbox,
      Ids ids,
      InstantSource clock) {
    this.database = database;
    this.store = store;
    this.delivery = delivery;
    this.bases = bases;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
  }

  /// Whether mail is sent at all.
  public boolean sent() {
    return delivery != null;
  }

  /// Whether mail that leads to this site can be sent, whoever is its cause.
  public boolean possible() {
    return delivery != null && bases.known() != null;
  }

  /// Where mail leads that a request is the cause of. Null if there can be none: a request says by
  /// itself at which address it reached us, and is believed only if that is this machine.
  ///
  /// @param reached address at which the request reached us, without a path
  public @Nullable String base(String reached) {
    return delivery == null ? null : bases.of(reached);
  }

  /// Adds a mail to what is done after the commit, unless there was one with this cause.
  ///
  /// @return whether it was added. It is not where no mail can be sent, or none that leads here.
  public boolean add(Transaction transaction, Mail mail) {
    Delivery worker = delivery;
    String base = mail.base() == null ? bases.known() : mail.base();
    if (worker == null) {
      return false;
    }
    if (mail.path() != null && base == null) {
      log.warn("A mail was left out, for PUBLIC_URL is not set: {}", mail);
      return false;
    }
    long id = ids.next();
    String link = mail.path() == null ? "" : base + mail.path();
    boolean added = store.insert(transaction.sql(), id, mail, link, clock.millis());
    if (added) {
      outbox.add(transaction, worker, Delivery.MAIL, id);
    }
    return added;
  }

  /// Drops the words of what is too late to be sent, which may be secret, and after a while
  /// everything that was dealt with.
  public void sweep() {
    long now = clock.millis();
    database.<@Nullable Void>write(
        transaction -> {
          store.expire(transaction.sql(), now);
          return null;
        });
    int deleted;
    do {
      deleted =
          database.write(
              transaction ->
                  store.deleteSettled(transaction.sql(), now - REMEMBERED.toMillis(), CHUNK));
    } while (deleted == CHUNK);
  }
}
