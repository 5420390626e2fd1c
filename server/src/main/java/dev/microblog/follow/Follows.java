package dev.microblog.follow;

import dev.microblog.account.Account;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Viewer;
import dev.microblog.block.BlockStore;
import dev.microblog.block.Blocked;
import dev.microblog.platform.db.Cursor;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Page;
import dev.microblog.platform.db.Range;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.http.Limit;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Events;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import org.jooq.DSLContext;

/// Following and unfollowing, and who does.
public final class Follows {
  /// How many people one may follow.
  public static final int MOST = 10_000;

  /// How following or unfollowing ended.
  public sealed interface Outcome {
    /// It is as asked, now or already.
    record Done(String name) implements Outcome {}

    /// Nobody has that name.
    record Unknown() implements Outcome {}

    /// One cannot follow oneself.
    record Oneself(String name) implements Outcome {}

    /// One of the two has blocked the other.
    record Refused(String name) implements Outcome {}

    /// One follows as many as one may.
    record Full() implements Outcome {}

    /// Too many acts in a short time.
    record TooMany(Duration retryAfter) implements Outcome {}
  }

  private final Database database;
  private final FollowStore store;
  private final AccountStore accounts;
  private final BlockStore blocks;
  private final Events events;
  private final Limits limits;
  private final Ids ids;
  private final InstantSource clock;

  public Follows(
      Database database,
      FollowStore store,
      AccountStore accounts,
      BlockStore blocks,
      Events events,
      Limits limits,
      Ids ids,
      InstantSource clock) {
    this.database = database;
    this.store = store;
    this.accounts = accounts;
    this.blocks = blocks;
    this.events = events;
    this.limits = limits;
    this.ids = ids;
    this.clock = clock;
  }

  /// Lets the viewer follow somebody.
  public Outcome follow(Viewer viewer, String name) {
    return change(viewer, name, this::begin);
  }

  /// Lets the viewer no longer follow somebody.
  public Outcome unfollow(Viewer viewer, String name) {
    return change(viewer, name, this::end);
  }

  private interface Change {
    Outcome make(Transaction transaction, Account follower, Account followee);
  }

  private Outcome change(Viewer viewer, String name, Change change) {
    Duration wait = limits.take(Limit.ACT_BY_ACCOUNT, Long.toString(viewer.id()));
    if (!wait.isZero()) {
      return new Outcome.TooMany(wait);
    }
    return database.write(
        transaction -> {
          Account followee = accounts.byName(transaction.sql(), name);
          if (followee == null) {
            return new Outcome.Unknown();
          }
          if (followee.id() == viewer.id()) {
            return new Outcome.Oneself(followee.name());
          }
          if (!accounts.lock(transaction.sql(), List.of(viewer.id(), followee.id()))) {
            return new Outcome.Unknown();
          }
          List<Account> self = accounts.byIds(transaction.sql(), List.of(viewer.id()));
          return self.isEmpty()
              ? new Outcome.Unknown()
              : change.make(transaction, self.getFirst(), followee);
        });
  }

  private Outcome begin(Transaction transaction, Account follower, Account followee) {
    if (blocks.apart(transaction.sql(), follower.id(), followee.id())) {
      return new Outcome.Refused(followee.name());
    }
    if (follower.followingCount() >= MOST
        && !store.exists(transaction.sql(), follower.id(), followee.id())) {
      return new Outcome.Full();
    }
    if (store.insert(
        transaction.sql(), ids.next(), follower.id(), followee.id(), false, clock.millis())) {
      accounts.countFollow(transaction.sql(), follower.id(), followee.id(), 1);
      events.tell(transaction, new Followed(follower.id(), followee.id()));
    }
    return new Outcome.Done(followee.name());
  }

  private Outcome end(Transaction transaction, Account follower, Account followee) {
    end(transaction, follower.id(), followee.id());
    return new Outcome.Done(followee.name());
  }

  /// Ends the follows between two people of whom one has blocked the other.
  public void blocked(Transaction transaction, Blocked event) {
    end(transaction, event.blockerId(), event.blockedId());
    end(transaction, event.blockedId(), event.blockerId());
  }

  /// Ends a follow, if there is one.
  void end(Transaction transaction, long followerId, long followeeId) {
    if (store.delete(transaction.sql(), followerId, followeeId)) {
      accounts.countFollow(transaction.sql(), followerId, followeeId, -1);
      events.tell(transaction, new Unfollowed(followerId, followeeId));
    }
  }

  /// Adds a follow that began elsewhere or before: demo data and imports.
  public void restore(Transaction transaction, long followerId, long followeeId, long createdAt) {
    if (store.insert(transaction.sql(), ids.next(), followerId, followeeId, false, createdAt)) {
      accounts.countFollow(transaction.sql(), followerId, followeeId, 1);
    }
  }

  /// Who follows an account, the latest first.
  public Page<Account> followers(long accountId, Cursor cursor) {
    return page(cursor, (sql, range) -> store.followers(sql, accountId, range));
  }

  /// Whom an account follows, the latest first.
  public Page<Account> following(long accountId, Cursor cursor) {
    return page(cursor, (sql, range) -> store.following(sql, accountId, range));
  }

  private Page<Account> page(
      Cursor cursor, BiFunction<DSLContext, Range, List<FollowStore.End>> list) {
    return database.read(
        sql -> {
          Page<FollowStore.End> page =
              Page.read(cursor, range -> list.apply(sql, range), FollowStore.End::followId);
          return page.with(
              accounts.byIds(sql, page.items().stream().map(FollowStore.End::accountId).toList()));
        });
  }
}
