package dev.microblog.block;

import dev.microblog.account.AccountDeleted;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.job.Outbox;

/// Removes the blocks of and by people who deleted their accounts.
public final class BlockRemoval implements Outbox.Consumer {
  /// In one transaction: other writers wait no longer than this takes.
  private static final int CHUNK = 100;

  private static final String DELETED = "account-deleted";

  private final BlockStore store;

  public BlockRemoval(BlockStore store) {
    this.store = store;
  }

  @Override
  public String name() {
    return "block";
  }

  /// Leaves the work to the outbox.
  public void accountDeleted(Transaction transaction, AccountDeleted event, Outbox outbox) {
    outbox.add(transaction, this, DELETED, event.accountId());
  }

  @Override
  public long step(Transaction transaction, Outbox.Item item) {
    int removed = store.remove(transaction.sql(), item.subject(), CHUNK);
    return removed == 0 ? Outbox.DONE : item.progress() + 1;
  }
}
