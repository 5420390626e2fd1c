package dev.microblog.block;

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

/// Blocking and unblocking. From a block on neither follows, mentions or writes to the other, and
/// neither sees the other's posts.
public final class Blocks {
  /// How many people one may block.
  public static final int MOST = 10_000;

  /// How blocking or unblocking ended.
  public sealed interface Outcome {
    /// It is as asked, now or already.
    record Done(String name) implements Outcome {}

    /// Nobody has that name.
    record Unknown() implements Outcome {}

    /// One cannot block oneself.
    record Oneself(String name) implements Outcome {}

    /// One blocks as many as one may.
    record Full(String name) implements Outcome {}

    /// Too many acts in a short time.
    record TooMany(Duration retryAfter) implements Outcome {}
  }

  private final Database database;
  private final BlockStore store;
  private final AccountStore accounts;
  private final Events events;
  private final Limits limits;
  private final Ids ids;
  private final InstantSource clock;

  public Blocks(
      Database database,
      BlockStore store,
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

  /// Keeps somebody away from the viewer.
  public Outcome block(Viewer viewer, String name) {
    return change(viewer, name, this::begin);
  }

  /// Lets somebody come near again. What the block ended stays ended.
  public Outcome unblock(Viewer viewer, String name) {
    return change(viewer, name, this::end);
  }

  private interface Change {
    Outcome make(Transaction transaction, long blockerId, Account blocked);
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
          // A follow or a message of the same moment stands before the block, and ends with it, or
          // comes after it, and is refused.
          return accounts.lock(transaction.sql(), List.of(viewer.id(), other.id()))
              ? change.make(transaction, viewer.id(), other)
              : new Outcome.Unknown();
        });
  }

  private Outcome begin(Transaction transaction, long blockerId, Account blocked) {
    boolean known = store.exists(transaction.sql(), blockerId, blocked.id());
    if (!known && store.count(transaction.sql(), blockerId) >= MOST) {
      return new Outcome.Full(blocked.name());
    }
    if (store.insert(transaction.sql(), ids.next(), blockerId, blocked.id(), clock.millis())) {
      events.tell(transaction, new Blocked(blockerId, blocked.id()));
    }
    return new Outcome.Done(blocked.name());
  }

  private Outcome end(Transaction transaction, long blockerId, Account blocked) {
    store.delete(transaction.sql(), blockerId, blocked.id());
    return new Outcome.Done(blocked.name());
  }

  /// Whom the viewer blocks, the latest first.
  public Page<Account> blocked(Viewer viewer, Cursor cursor) {
    return database.read(
        sql -> {
          Page<BlockStore.Entry> page =
              Page.read(
                  cursor,
                  range -> store.blocked(sql, viewer.id(), range),
                  BlockStore.Entry::blockId);
          return page.with(
              accounts.byIds(sql, page.items().stream().map(BlockStore.Entry::accountId).toList()));
        });
  }
}
