package dev.microblog.moderation;

import dev.microblog.account.AccountDeleted;
import dev.microblog.account.AccountLifted;
import dev.microblog.account.AccountStore;
import dev.microblog.account.AccountSuspended;
import dev.microblog.account.AudienceChanged;
import dev.microblog.account.KeptOut;
import dev.microblog.account.Restriction;
import dev.microblog.account.RestrictionStore;
import dev.microblog.account.SuspensionStore;
import dev.microblog.account.Viewer;
import dev.microblog.audit.Audit;
import dev.microblog.audit.Deed;
import dev.microblog.notification.Kind;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.job.Events;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// What moderators do to people who do wrong: warn, limit, suspend. Each deed is noted, and told to
/// the person, in the same transaction.
public final class Sanctions {
  /// How long a suspended account can be lifted. Then it is deleted.
  public static final Duration REVERSIBLE = Duration.ofDays(30);

  private static final int CHUNK = 100;

  private final Database database;
  private final AccountStore accounts;
  private final RestrictionStore restrictions;
  private final SuspensionStore suspensions = new SuspensionStore();
  private final Reach reach;
  private final Letters letters;
  private final Audit audit;
  private final Events events;
  private final InstantSource clock;

  Sanctions(
      Database database,
      AccountStore accounts,
      RestrictionStore restrictions,
      Reach reach,
      Letters letters,
      Audit audit,
      Events events,
      InstantSource clock) {
    this.database = database;
    this.accounts = accounts;
    this.restrictions = restrictions;
    this.reach = reach;
    this.letters = letters;
    this.audit = audit;
    this.events = events;
    this.clock = clock;
  }

  /// Tells somebody that what they do is not right here.
  public AccountCare.Outcome warn(Actor actor, String name, String reason) {
    return reach.upon(actor, name, warning(actor, reason));
  }

  Reach.Deeds warning(Actor actor, String reason) {
    return (transaction, account, state) -> {
      if (state != SuspensionStore.State.STANDS) {
        return new AccountCare.Outcome.Already(account);
      }
      return told(transaction, actor, Deed.ACCOUNT_WARNED, Kind.WARNED, account, reason);
    };
  }

  /// Takes somebody and their posts out of searches and of lists of everybody's posts. Who knows
  /// them sees them as before.
  public AccountCare.Outcome limit(Actor actor, String name, String reason) {
    return reach.upon(actor, name, limiting(actor, reason));
  }

  Reach.Deeds limiting(Actor actor, String reason) {
    return (transaction, account, _) -> {
      if (restrictions.of(transaction.sql(), account.id()).contains(Restriction.LIMITED)) {
        return new AccountCare.Outcome.Already(account);
      }
      restrictions.put(transaction.sql(), account.id(), Restriction.LIMITED, clock.millis(), null);
      events.tell(transaction, new AudienceChanged(account.id()));
      return told(transaction, actor, Deed.ACCOUNT_LIMITED, Kind.LIMITED, account, reason);
    };
  }

  /// Has somebody be found again.
  public AccountCare.Outcome unlimit(Actor actor, String name, String reason) {
    return reach.upon(
        actor,
        name,
        (transaction, account, _) -> {
          if (!restrictions.delete(transaction.sql(), account.id(), Restriction.LIMITED)) {
            return new AccountCare.Outcome.Already(account);
          }
          events.tell(transaction, new AudienceChanged(account.id()));
          return told(transaction, actor, Deed.ACCOUNT_UNLIMITED, Kind.UNLIMITED, account, reason);
        });
  }

  /// Lets nobody in to an account and shows nothing of it, until it is lifted or deleted.
  public AccountCare.Outcome suspend(Actor actor, String name, String reason) {
    return reach.upon(actor, name, suspending(actor, reason));
  }

  Reach.Deeds suspending(Actor actor, String reason) {
    return (transaction, account, state) -> {
      if (state != SuspensionStore.State.STANDS) {
        return new AccountCare.Outcome.Already(account);
      }
      if (reach.isLastOperator(transaction, account)) {
        return new AccountCare.Outcome.LastOperator();
      }
      long now = clock.millis();
      letters.suspended(transaction, account, reason);
      restrictions.put(
          transaction.sql(), account.id(), Restriction.SUSPENDED, now, now + REVERSIBLE.toMillis());
      suspensions.suspend(transaction.sql(), account.id(), now);
      events.tell(transaction, new KeptOut(account.id()));
      events.tell(transaction, new AccountSuspended(account.id()));
      note(transaction, actor, Deed.ACCOUNT_SUSPENDED, account, reason);
      return new AccountCare.Outcome.Done(account);
    };
  }

  /// Undoes that.
  public AccountCare.Outcome lift(Actor actor, String name, String reason) {
    return reach.upon(actor, name, lifting(actor, reason));
  }

  Reach.Deeds lifting(Actor actor, String reason) {
    return (transaction, account, state) -> {
      if (state != SuspensionStore.State.SUSPENDED) {
        return new AccountCare.Outcome.Already(account);
      }
      restrictions.delete(transaction.sql(), account.id(), Restriction.SUSPENDED);
      suspensions.lift(transaction.sql(), account.id());
      events.tell(transaction, new AccountLifted(account.id()));
      return told(transaction, actor, Deed.ACCOUNT_LIFTED, Kind.LET_IN, account, reason);
    };
  }

  /// Deletes the accounts that were suspended for so long that they cannot be lifted any more.
  public void sweep() {
    List<Long> over;
    do {
      over = database.read(sql -> suspensions.over(sql, clock.millis(), CHUNK));
      for (long id : over) {
        database.write(transaction -> delete(transaction, id));
      }
    } while (over.size() == CHUNK);
  }

  private boolean delete(Transaction transaction, long id) {
    var sql = transaction.sql();
    long now = clock.millis();
    SuspensionStore.State state = suspensions.lock(sql, id);
    SuspensionStore.Term term = suspensions.term(sql, id, Restriction.SUSPENDED);
    Long until = term == null ? null : term.until();
    Viewer account = suspensions.find(sql, id);
    // Somebody may have lifted it just now.
    if (state != SuspensionStore.State.SUSPENDED
        || account == null
        || until == null
        || until > now) {
      return false;
    }
    suspensions.lift(sql, id);
    accounts.delete(sql, id, now);
    events.tell(transaction, new AccountDeleted(id));
    audit.note(
        transaction,
        Audit.COMMAND_LINE,
        Deed.ACCOUNT_DELETED,
        id,
        null,
        "suspended for " + REVERSIBLE.toDays() + " days",
        account.name());
    return true;
  }

  /// Notes what was done, and tells the person.
  private AccountCare.Outcome told(
      Transaction transaction, Actor actor, Deed deed, Kind kind, Viewer account, String reason) {
    note(transaction, actor, deed, account, reason);
    letters.tell(transaction, account.id(), kind, 0, reason);
    return new AccountCare.Outcome.Done(account);
  }

  private void note(
      Transaction transaction, Actor actor, Deed deed, Viewer account, String reason) {
    audit.note(transaction, actor.id(), deed, account.id(), null, reason, "");
  }
}
