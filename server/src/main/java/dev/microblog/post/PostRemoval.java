package dev.microblog.post;

import dev.microblog.account.AccountDeleted;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.job.Outbox;

/// Removes the posts of people who deleted their accounts, and who is meant by their names in the
/// posts of others.
public final class PostRemoval implements Outbox.Consumer {
  /// In one transaction: other writers wait no longer than this takes.
  private static final int CHUNK = 100;

  private static final String DELETED = "account-deleted";

  private final PostRemovalStore store = new PostRemovalStore();

  @Override
  public String name() {
    return "post";
  }

  /// Leaves the work to the outbox.
  public void accountDeleted(Transaction transaction, AccountDeleted event, Outbox outbox) {
    outbox.add(transaction, this, DELETED, event.accountId());
  }

  @Override
  public long step(Transaction transaction, Outbox.Item item) {
    boolean more =
        store.remove(transaction.sql(), item.subject(), CHUNK) > 0
            || store.removeMentions(transaction.sql(), item.subject(), CHUNK) > 0;
    return more ? item.progress() + 1 : Outbox.DONE;
  }
}
