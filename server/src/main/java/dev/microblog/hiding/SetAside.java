package dev.microblog.hiding;

import dev.microblog.account.AccountLifted;
import dev.microblog.account.AccountSuspended;
import dev.microblog.account.SuspensionStore;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.job.Events;
import dev.microblog.platform.job.Outbox;

/// Sets the posts of suspended accounts aside, and brings them back. Nobody sees them in either
/// case while their author is suspended; this keeps them from taking the places of others in lists.
final class SetAside implements Outbox.Consumer {
  /// In one transaction: other writers wait no longer than this takes.
  private static final int CHUNK = 100;

  private static final String SUSPENDED = "suspended";
  private static final String LIFTED = "lifted";

  private final HidingStore store;
  private final SuspensionStore suspensions = new SuspensionStore();
  private final Events events;

  SetAside(HidingStore store, Events events, Outbox outbox) {
    this.store = store;
    this.events = events;
    events.on(
        AccountSuspended.class, (t, event) -> outbox.add(t, this, SUSPENDED, event.accountId()));
    events.on(AccountLifted.class, (t, event) -> outbox.add(t, this, LIFTED, event.accountId()));
  }

  @Override
  public String name() {
    return "hiding";
  }

  @Override
  public long step(Transaction transaction, Outbox.Item item) {
    long author = item.subject();
    SuspensionStore.State state = suspensions.lock(transaction.sql(), author);
    return switch (item.kind()) {
      case SUSPENDED ->
          state == SuspensionStore.State.SUSPENDED
                  && store.setAside(transaction.sql(), author, CHUNK) > 0
              ? item.progress() + 1
              : Outbox.DONE;
      case LIFTED -> state == SuspensionStore.State.STANDS ? back(transaction, item) : Outbox.DONE;
      default -> throw new IllegalStateException("a newer Microblog wrote " + item.kind());
    };
  }

  private long back(Transaction transaction, Outbox.Item item) {
    if (store.bringBack(transaction.sql(), item.subject(), CHUNK) > 0) {
      return item.progress() + 1;
    }
    events.tell(transaction, new PostsBack(item.subject()));
    return Outbox.DONE;
  }
}
