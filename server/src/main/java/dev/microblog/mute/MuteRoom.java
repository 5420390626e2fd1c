package dev.microblog.mute;

import dev.microblog.account.AccountDeleted;
import dev.microblog.account.AccountStore;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Events;
import dev.microblog.platform.job.Outbox;
import java.time.InstantSource;

/// The room put together: its use cases, and what it leaves to the outbox.
public record MuteRoom(Mutes mutes, Filters filters, Outbox.Consumer removal) {
  /// Makes the room, which listens for accounts that are deleted and tells [Muted].
  public static MuteRoom make(
      Database database,
      MuteStore store,
      AccountStore accounts,
      Events events,
      Outbox outbox,
      Limits limits,
      Ids ids,
      InstantSource clock) {
    FilterStore filters = new FilterStore();
    MuteRemoval removal = new MuteRemoval(store, filters, outbox);
    events.on(AccountDeleted.class, removal::accountDeleted);
    return new MuteRoom(
        new Mutes(database, store, accounts, events, limits, ids, clock),
        new Filters(database, filters, accounts, limits, ids, clock),
        removal);
  }
}
