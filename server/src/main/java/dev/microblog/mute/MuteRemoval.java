package dev.microblog.mute;

import dev.microblog.account.AccountDeleted;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.job.Outbox;

/// Removes what people who deleted their accounts muted and filtered, and the mutes of them.
final class MuteRemoval implements Outbox.Consumer {
  /// In one transaction: other writers wait no longer than this takes.
  private static final int CHUNK = 100;

  private static final String DELETED = "account-deleted";

  private final MuteStore store;
  private final FilterStore filters;
  private final Outbox outbox;

  MuteRemoval(MuteStore store, FilterStore filters, Outbox outbox) {
    this.store = store;
    this.filters = filters;
    this.outbox = outbox;
  }

  @Override
  public String name() {
    return "mute";
  }

  /// Words go at once, for they are few; the mutes are left to the outbox.
  void accountDeleted(Transaction transaction, AccountDeleted event) {
    filters.drop(transaction.sql(), event.accountId());
    outbox.add(transaction, this, DELETED, event.accountId());
  }

  @Override
  public long step(Transaction transaction, Outbox.Item item) {
    int removed = store.remove(transaction.sql(), item.subject(), CHUNK);
    return removed == 0 ? Outbox.DONE : item.progress() + 1;
  }
}
