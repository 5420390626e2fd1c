package dev.microblog.mail;

import dev.microblog.account.Reader;
import dev.microblog.account.ReaderStore;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.job.Outbox;
import dev.microblog.platform.smtp.Carrier;
import dev.microblog.platform.smtp.Letter;
import dev.microblog.platform.smtp.Smtp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what waits. No transaction is open while the mail server is spoken to: a mail is claimed
/// before, and what became of it is kept after. Between these two it may have been taken without
/// our knowing; it is then sent again, under the same id.
final class Delivery implements Outbox.Bulk {
  /// The one kind of item.
  static final String MAIL = "mail";

  /// Longer than one mail can take, so that a claim ends only with the process that had it.
  private static final Duration CLAIM = Smtp.LONGEST.plusMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(Delivery.class);

  private final Database database;
  private final MailStore store;
  private final ReaderStore readers = new ReaderStore();
  private final Writer writer;
  private final Carrier carrier;
  private final InstantSource clock;

  Delivery(
      Database database, MailStore store, Writer writer, Carrier carrier, InstantSource clock) {
    this.database = database;
    this.store = store;
    this.writer = writer;
    this.carrier = carrier;
    this.clock = clock;
  }

  @Override
  public String name() {
    return MAIL;
  }

  @Override
  public Set<Long> work(List<Outbox.Item> items) {
    Set<Long> failed = new HashSet<>();
    try (Carrier.Trip trip = carrier.begin()) {
      for (Outbox.Item item : items) {
        if (!send(trip, item.subject())) {
          failed.add(item.id());
        }
      }
    } catch (Carrier.Away e) {
      throw new Outbox.Later(String.valueOf(e.getMessage()), e);
    }
    return failed;
  }

  /// @return whether nothing is left to be done for this mail
  private boolean send(Carrier.Trip trip, long id) throws Carrier.Away {
    long now = clock.millis();
    Waiting mail =
        database.<@Nullable Waiting>write(
            t -> store.claim(t.sql(), id, now, now + CLAIM.toMillis()));
    if (mail == null) {
      // Perhaps another process has it, and may end before it is sent.
      return !database.read(sql -> store.waits(sql, id));
    }
    if (mail.expiresAt() <= now) {
      log.warn("Mail {} is too late to be sent", id);
      settle(id, MailStore.State.TOO_LATE, "");
      return true;
    }
    boolean done = false;
    try {
      done = send(trip, mail);
    } catch (RuntimeException e) {
      // Whatever is wrong with this one must not keep the others.
      log.warn("Mail {} could not be written; trying again later", id, e);
    } finally {
      if (!done) {
        database.<@Nullable Void>write(
            transaction -> {
              store.release(transaction.sql(), id);
              return null;
            });
      }
    }
    return done;
  }

  private boolean send(Carrier.Trip trip, Waiting mail) throws Carrier.Away {
    Long accountId = mail.accountId();
    Reader reader =
        accountId == null
            ? new Reader("", "", "")
            : database.<@Nullable Reader>read(sql -> readers.of(sql, accountId));
    Letter letter = reader == null ? null : writer.write(mail, reader, clock.millis());
    if (letter == null || letter.to().isEmpty()) {
      settle(mail.id(), MailStore.State.NOBODY, "");
      return true;
    }
    return switch (trip.bring(letter)) {
      case Carrier.Fate.Taken() -> {
        settle(mail.id(), MailStore.State.SENT, "");
        yield true;
      }
      case Carrier.Fate.Refused(String reply) -> {
        log.warn("Mail {} ({}) was refused for good: {}", mail.id(), mail.kind(), reply);
        settle(mail.id(), MailStore.State.REFUSED, reply);
        yield true;
      }
      case Carrier.Fate.Postponed(String reply) -> {
        log.info("Mail {} ({}) was not taken this time: {}", mail.id(), mail.kind(), reply);
        yield false;
      }
    };
  }

  private void settle(long id, MailStore.State state, String note) {
    database.<@Nullable Void>write(
        transaction -> {
          store.settle(transaction.sql(), id, state, note);
          return null;
        });
  }
}
