package dev.microblog.hiding;

import dev.microblog.account.AccountStore;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.job.Events;
import dev.microblog.platform.job.Outbox;
import java.time.InstantSource;

/// The room put together: its use cases, and what it leaves to the outbox.
public record HidingRoom(HiddenPosts posts, Outbox.Consumer work) {
  /// Makes the room, which listens for accounts that are suspended and lifted.
  public static HidingRoom make(
      Database database,
      AccountStore accounts,
      Events events,
      Outbox outbox,
      Limits limits,
      InstantSource clock) {
    HidingStore store = new HidingStore();
    return new HidingRoom(
        new HiddenPosts(database, store, accounts, events, limits, clock),
        new SetAside(store, events, outbox));
  }
}
