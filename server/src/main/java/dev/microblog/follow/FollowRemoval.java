package dev.microblog.follow;

import dev.microblog.account.AccountDeleted;
import dev.microblog.platform.db.Range;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.job.Outbox;
import java.util.List;

/// Ends the follows of people who deleted their accounts, in both directions, so that counters and
/// home lists of others are right.
public final class FollowRemoval implements Outbox.Consumer {
  /// In one transaction: other writers wait no longer than this takes.
  private static final Range CHUNK = Range.first(50);

  private static final String DELETED = "account-deleted";

  private final Follows follows;
  private final FollowStore store;

  public FollowRemoval(Follows follows, FollowStore store) {
    this.follows = follows;
    this.store = store;
  }

  @Override
  public String name() {
    return "follow";
  }

  /// Leaves the work to the outbox.
  public void accountDeleted(Transaction transaction, AccountDeleted event, Outbox outbox) {
    outbox.add(transaction, this, DELETED, event.accountId());
  }

  @Override
  public long step(Transaction transaction, Outbox.Item item) {
    long gone = item.subject();
    List<FollowStore.End> followers = store.followers(transaction.sql(), gone, CHUNK);
    List<FollowStore.End> following =
        followers.isEmpty() ? store.following(transaction.sql(), gone, CHUNK) : List.of();
    followers.forEach(end -> follows.end(transaction, end.accountId(), gone));
    following.forEach(end -> follows.end(transaction, gone, end.accountId()));
    return followers.isEmpty() && following.isEmpty() ? Outbox.DONE : item.progress() + 1;
  }
}
