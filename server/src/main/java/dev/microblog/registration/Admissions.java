package dev.microblog.registration;

import dev.microblog.account.AccountDeleted;
import dev.microblog.account.AccountStore;
import dev.microblog.account.AudienceChanged;
import dev.microblog.account.KeptOut;
import dev.microblog.account.Reader;
import dev.microblog.account.ReaderStore;
import dev.microblog.account.Restriction;
import dev.microblog.account.RestrictionStore;
import dev.microblog.account.Role;
import dev.microblog.account.SuspensionStore;
import dev.microblog.account.Viewer;
import dev.microblog.audit.Audit;
import dev.microblog.audit.Deed;
import dev.microblog.mail.Mail;
import dev.microblog.mail.Mails;
import dev.microblog.moderation.Actor;
import dev.microblog.moderation.Rights;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.job.Events;
import dev.microblog.site.CurrentSite;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Letting in, or not, those who wait for it.
public final class Admissions {
  /// Somebody who waits.
  ///
  /// @param email the address that they gave; empty if there is none
  /// @param note what they say of themselves, as they typed it
  /// @param createdAt epoch milliseconds
  public record Waiting(long accountId, String name, String email, String note, long createdAt) {}

  /// How an answer ended.
  public sealed interface Outcome {
    /// It is given, and mailed where that can be.
    record Done(String name) implements Outcome {}

    /// Nobody of this name waits: somebody else was faster, or they left.
    record Unknown() implements Outcome {}

    /// Whoever asks may not.
    record NotAllowed() implements Outcome {}
  }

  private interface Answer {
    void give(Transaction transaction, Viewer account);
  }

  private final Database database;
  private final AccountStore accounts;
  private final SignUpStore store;
  private final RestrictionStore restrictions = new RestrictionStore();
  private final SuspensionStore suspensions = new SuspensionStore();
  private final ReaderStore readers = new ReaderStore();
  private final BiFunction<DSLContext, Long, String> emails;
  private final CurrentSite current;
  private final Mails mails;
  private final Rights rights;
  private final Audit audit;
  private final Events events;
  private final InstantSource clock;

  Admissions(
      Database database,
      AccountStore accounts,
      SignUpStore store,
      BiFunction<DSLContext, Long, String> emails,
      CurrentSite current,
      Mails mails,
      Rights rights,
      Audit audit,
      Events events,
      InstantSource clock) {
    this.database = database;
    this.accounts = accounts;
    this.store = store;
    this.emails = emails;
    this.current = current;
    this.mails = mails;
    this.rights = rights;
    this.audit = audit;
    this.events = events;
    this.clock = clock;
  }

  /// Those who have waited longest; null if who asks may not know.
  ///
  /// @param after an account that only later ones are wanted of; null for the first
  public @Nullable List<Waiting> waiting(Actor actor, @Nullable Long after, int most) {
    if (!rights.has(actor, Role.MODERATOR)) {
      return null;
    }
    return database.read(
        sql ->
            store.waiting(sql, after, most).stream()
                .map(
                    each ->
                        new Waiting(
                            each.accountId(),
                            each.name(),
                            emails.apply(sql, each.accountId()),
                            each.note(),
                            each.createdAt()))
                .toList());
  }

  /// Lets somebody in.
  ///
  /// @param base where mail leads that a request is the cause of; null if that is not known
  public Outcome accept(Actor actor, String name, @Nullable String base) {
    String site = current.settings().name();
    return answer(
        actor,
        name,
        (transaction, account) -> {
          restrictions.delete(transaction.sql(), account.id(), Restriction.PENDING);
          events.tell(transaction, new AudienceChanged(account.id()));
          audit.note(transaction, actor.id(), Deed.SIGN_UP_ACCEPTED, account.id(), null, "", name);
          Mail mail =
              Mail.of(new Mail.To.Person(account.id()), "let-in", "let-in:" + account.id(), site);
          boolean leads = base != null || mails.possible();
          mails.add(transaction, leads ? mail.leadingTo("/auth/login").askedAt(base) : mail);
        });
  }

  /// Does not let somebody in. Their account goes as if it had never been, and somebody else may
  /// have the name: nobody has met them under it.
  ///
  /// @param reason which is mailed to them and noted; may be empty
  public Outcome refuse(Actor actor, String name, String reason) {
    String site = current.settings().name();
    return answer(
        actor,
        name,
        (transaction, account) -> {
          DSLContext sql = transaction.sql();
          Reader reader = readers.of(sql, account.id());
          if (reader != null && !reader.email().isEmpty()) {
            Mail.To to = new Mail.To.Outsider(reader.email(), reader.language());
            String kind = reason.isEmpty() ? "refused" : "refused-why";
            String cause = "refused:" + account.id();
            mails.add(transaction, Mail.of(to, kind, cause, site, account.name(), reason));
          }
          accounts.delete(sql, account.id(), clock.millis());
          accounts.freeName(sql, account.id());
          events.tell(transaction, new KeptOut(account.id()));
          events.tell(transaction, new AccountDeleted(account.id()));
          audit.note(
              transaction,
              actor.id(),
              Deed.SIGN_UP_REFUSED,
              account.id(),
              null,
              reason,
              account.name());
        });
  }

  private Outcome answer(Actor actor, String name, Answer answer) {
    if (!rights.has(actor, Role.MODERATOR)) {
      return new Outcome.NotAllowed();
    }
    return database.write(
        transaction -> {
          DSLContext sql = transaction.sql();
          Viewer account = suspensions.find(sql, name);
          if (account == null
              || !accounts.lock(sql, List.of(account.id()))
              || !store.take(sql, account.id())) {
            return new Outcome.Unknown();
          }
          answer.give(transaction, account);
          return new Outcome.Done(account.name());
        });
  }

  /// Forgets that somebody waits who is gone.
  void accountDeleted(Transaction transaction, AccountDeleted event) {
    store.take(transaction.sql(), event.accountId());
  }
}
