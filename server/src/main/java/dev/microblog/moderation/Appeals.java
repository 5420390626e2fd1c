package dev.microblog.moderation;

import dev.microblog.account.AccountDeleted;
import dev.microblog.account.Restriction;
import dev.microblog.account.Role;
import dev.microblog.account.SuspensionStore;
import dev.microblog.account.Viewer;
import dev.microblog.audit.Audit;
import dev.microblog.audit.Deed;
import dev.microblog.audit.Entry;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.http.ClientAddress;
import dev.microblog.platform.http.Limit;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Events;
import dev.microblog.platform.text.CleanText;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// People who are kept out learn why, and may say once why that is wrong.
public final class Appeals {
  /// Longest appeal, in characters.
  public static final int WORDS_MAX = 1000;

  /// How many open ones are shown at a time.
  private static final int SHOWN = 10;

  /// How many of the last deeds about somebody are looked through for the reason.
  private static final int LOOKED_AT = 50;

  /// Why somebody is kept out.
  ///
  /// @param since epoch milliseconds; names the restriction
  /// @param until epoch milliseconds at which the account is deleted; null if it is not
  /// @param reason may be empty
  /// @param appeal what they said of it; null if they did not yet
  public record Ban(
      Restriction restriction,
      long since,
      @Nullable Long until,
      String reason,
      @Nullable Appeal appeal) {}

  /// An open appeal.
  ///
  /// @param reason why they are kept out; may be empty
  public record Plea(Appeal appeal, String reason) {}

  /// How an appeal ended.
  public sealed interface SendOutcome {
    /// It is with those who look after the site.
    record Sent() implements SendOutcome {}

    /// There were no words.
    record Empty() implements SendOutcome {}

    /// There were too many.
    record TooLong() implements SendOutcome {}

    /// There was one already, or nothing to appeal against.
    record Over() implements SendOutcome {}

    /// Too many from this address.
    record TooMany(Duration retryAfter) implements SendOutcome {}
  }

  /// How deciding about an appeal ended.
  public sealed interface DecideOutcome {
    /// It is decided.
    record Done() implements DecideOutcome {}

    /// Somebody decided before.
    record Decided() implements DecideOutcome {}

    /// There is no such appeal.
    record Unknown() implements DecideOutcome {}

    /// Whoever asks may not.
    record NotAllowed() implements DecideOutcome {}
  }

  private final Database database;
  private final AppealStore store = new AppealStore();
  private final SuspensionStore suspensions = new SuspensionStore();
  private final Rights rights;
  private final Reach reach;
  private final Sanctions sanctions;
  private final AccountCare care;
  private final Audit audit;
  private final Limits limits;
  private final Ids ids;
  private final InstantSource clock;

  Appeals(
      Database database,
      Rights rights,
      Reach reach,
      Sanctions sanctions,
      AccountCare care,
      Audit audit,
      Events events,
      Limits limits,
      Ids ids,
      InstantSource clock) {
    this.database = database;
    this.rights = rights;
    this.reach = reach;
    this.sanctions = sanctions;
    this.care = care;
    this.audit = audit;
    this.limits = limits;
    this.ids = ids;
    this.clock = clock;
    events.on(AccountDeleted.class, (t, event) -> store.forget(t.sql(), event.accountId()));
  }

  /// Why somebody is kept out who could be let in again; null if they are not.
  public @Nullable Ban ban(long accountId) {
    for (Restriction restriction : List.of(Restriction.SUSPENDED, Restriction.LOCKED)) {
      SuspensionStore.Term term =
          database.<SuspensionStore.@Nullable Term>read(
              sql -> suspensions.term(sql, accountId, restriction));
      if (term != null) {
        Appeal appeal =
            database.<@Nullable Appeal>read(
                sql -> store.against(sql, accountId, restriction, term.since()));
        return new Ban(
            restriction, term.since(), term.until(), reason(accountId, restriction), appeal);
      }
    }
    return null;
  }

  private String reason(long accountId, Restriction restriction) {
    Deed deed = restriction == Restriction.SUSPENDED ? Deed.ACCOUNT_SUSPENDED : Deed.ACCOUNT_LOCKED;
    return audit.about(accountId, null, LOOKED_AT).stream()
        .filter(entry -> entry.deed() == deed)
        .map(Entry::reason)
        .findFirst()
        .orElse("");
  }

  /// Appeals against a restriction, for somebody who proved that the account is theirs.
  ///
  /// @param since names the restriction, as [Ban] does
  /// @param address from which it comes
  public SendOutcome send(long accountId, long since, String typed, String address) {
    String words = CleanText.lines(typed);
    if (words.isEmpty()) {
      return new SendOutcome.Empty();
    }
    if (words.length() > WORDS_MAX) {
      return new SendOutcome.TooLong();
    }
    Ban ban = ban(accountId);
    if (ban == null || ban.since() != since || ban.appeal() != null) {
      return new SendOutcome.Over();
    }
    Duration wait = limits.take(Limit.APPEAL_BY_ADDRESS, ClientAddress.bucket(address));
    if (!wait.isZero()) {
      return new SendOutcome.TooMany(wait);
    }
    boolean added =
        database.write(
            transaction ->
                store.insert(
                    transaction.sql(),
                    ids.next(),
                    accountId,
                    ban.restriction(),
                    since,
                    words,
                    clock.millis()));
    return added ? new SendOutcome.Sent() : new SendOutcome.Over();
  }

  /// The open appeals that came first. The others follow once these are decided.
  public List<Plea> oldest() {
    return database.read(sql -> store.oldest(sql, SHOWN)).stream()
        .map(appeal -> new Plea(appeal, reason(appeal.accountId(), appeal.restriction())))
        .toList();
  }

  /// Lets somebody in again, or not.
  public DecideOutcome decide(Actor actor, long id, boolean accept, String reason) {
    return rights.has(actor, Role.MODERATOR)
        ? database.write(transaction -> decide(transaction, actor, id, accept, reason))
        : new DecideOutcome.NotAllowed();
  }

  private DecideOutcome decide(
      Transaction transaction, Actor actor, long id, boolean accept, String reason) {
    Appeal appeal = store.lock(transaction.sql(), id);
    if (appeal == null) {
      return new DecideOutcome.Unknown();
    }
    if (appeal.state() != Appeal.State.OPEN) {
      return new DecideOutcome.Decided();
    }
    SuspensionStore.Term term =
        suspensions.term(transaction.sql(), appeal.accountId(), appeal.restriction());
    if (term == null || term.since() != appeal.since()) {
      // What it is against ended, and perhaps began anew for another reason.
      store.decide(transaction.sql(), id, Appeal.State.ACCEPTED, actor.id(), clock.millis());
      return new DecideOutcome.Decided();
    }
    Viewer account = suspensions.find(transaction.sql(), appeal.accountId());
    Reach.Deeds deeds =
        accept ? undoing(actor, appeal.restriction(), reason) : refusing(actor, reason);
    return switch (reach.within(transaction, actor, account, deeds)) {
      case AccountCare.Outcome.Done _, AccountCare.Outcome.Already _ -> {
        Appeal.State state = accept ? Appeal.State.ACCEPTED : Appeal.State.REFUSED;
        store.decide(transaction.sql(), id, state, actor.id(), clock.millis());
        yield new DecideOutcome.Done();
      }
      case AccountCare.Outcome.Unknown() -> new DecideOutcome.Unknown();
      case AccountCare.Outcome.NotAllowed(), AccountCare.Outcome.LastOperator() ->
          new DecideOutcome.NotAllowed();
    };
  }

  private Reach.Deeds undoing(Actor actor, Restriction restriction, String reason) {
    return restriction == Restriction.SUSPENDED
        ? sanctions.lifting(actor, reason)
        : care.unlocking(actor, reason);
  }

  private Reach.Deeds refusing(Actor actor, String reason) {
    return (transaction, account, _) -> {
      audit.note(transaction, actor.id(), Deed.APPEAL_REFUSED, account.id(), null, reason, "");
      return new AccountCare.Outcome.Done(account);
    };
  }
}
