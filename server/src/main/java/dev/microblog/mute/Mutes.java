package dev.microblog.mute;

import dev.microblog.account.Account;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Cursor;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Page;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.http.Limit;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Events;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Muting and unmuting. Posts of the muted are in no list of who muted them, and what they do is
/// told no more; on their own page they are there, and private messages come as before.
public final class Mutes {
  /// How many people one may mute.
  public static final int MOST = 10_000;

  /// How muting or unmuting ended.
  public sealed interface Outcome {
    /// It is as asked, now or already.
    record Done(String name) implements Outcome {}

    /// Nobody has that name.
    record Unknown() implements Outcome {}

    /// One cannot mute oneself.
    record Oneself(String name) implements Outcome {}

    /// One mutes as many as one may.
    record Full(String name) implements Outcome {}

    /// Too many acts in a short time.
    record TooMany(Duration retryAfter) implements Outcome {}
  }

  private final Database database;
  private final MuteStore store;
  private final AccountStore accounts;
  private final Events events;
  private final Limits limits;
  private final Ids ids;
  private final InstantSource clock;

  Mutes(
      Database database,
      MuteStore store,
      AccountStore accounts,
      Events events,
      Limits limits,
      Ids ids,
      InstantSource clock) {
    this.database = database;
    this.store = store;
    this.accounts = accounts;
    this.events = events;
    this.limits = limits;
    this.ids = ids;
    this.clock = clock;
  }

  /// Keeps the posts of somebody out of the viewer's lists.
  public Outcome mute(Viewer viewer, String name) {
    return change(viewer, name, this::begin);
  }

  /// Lets them in again. What was not told stays untold.
  public Outcome unmute(Viewer viewer, String name) {
    return change(viewer, name, this::end);
  }

  private interface Change {
    Outcome make(Transaction transaction, long muterId, Account muted);
  }

  private Outcome change(Viewer viewer, String name, Change change) {
    Duration wait = limits.take(Limit.ACT_BY_ACCOUNT, Long.toString(viewer.id()));
    if (!wait.isZero()) {
      return new Outcome.TooMany(wait);
    }
    return database.write(
        transaction -> {
          Account other = accounts.byName(transaction.sql(), name);
          if (other == null) {
            return new Outcome.Unknown();
          }
          if (other.id() == viewer.id()) {
            return new Outcome.Oneself(other.name());
          }
          // What is told at the same moment is told before the mute, and taken back by it, or comes
          // after it, and is not told.
          return accounts.lock(transaction.sql(), List.of(viewer.id(), other.id()))
              ? change.make(transaction, viewer.id(), other)
              : new Outcome.Unknown();
        });
  }

  private Outcome begin(Transaction transaction, long muterId, Account muted) {
    boolean known = store.exists(transaction.sql(), muterId, muted.id());
    if (!known && store.count(transaction.sql(), muterId) >= MOST) {
      return new Outcome.Full(muted.name());
    }
    if (store.insert(transaction.sql(), ids.next(), muterId, muted.id(), clock.millis())) {
      events.tell(transaction, new Muted(muterId, muted.id()));
    }
    return new Outcome.Done(muted.name());
  }

  private Outcome end(Transaction transaction, long muterId, Account muted) {
    store.delete(transaction.sql(), muterId, muted.id());
    return new Outcome.Done(muted.name());
  }

  /// Whom the viewer mutes, the latest first.
  public Page<Account> muted(Viewer viewer, Cursor cursor) {
    return database.read(
        sql -> {
          Page<MuteStore.Entry> page =
              Page.read(
                  cursor, range -> store.muted(sql, viewer.id(), range), MuteStore.Entry::muteId);
          return page.with(
              accounts.byIds(sql, page.items().stream().map(MuteStore.Entry::accountId).toList()));
        });
  }
}
