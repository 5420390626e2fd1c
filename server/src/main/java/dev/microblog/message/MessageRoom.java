package dev.microblog.message;

import dev.microblog.account.AccountDeleted;
import dev.microblog.account.AccountStore;
import dev.microblog.block.BlockStore;
import dev.microblog.follow.FollowStore;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Events;
import dev.microblog.platform.job.Outbox;
import java.time.InstantSource;

/// The room put together: its use cases, and what it leaves to the outbox.
public record MessageRoom(
    SendMessage send,
    ReadMessages read,
    DeleteMessages delete,
    Mailboxes mailboxes,
    Correspondence correspondence,
    Outbox.Consumer removal) {
  /// Makes the room, which listens for accounts that are deleted.
  public static MessageRoom make(
      Database database,
      AccountStore accounts,
      FollowStore follows,
      BlockStore blocks,
      Events events,
      Outbox outbox,
      Limits limits,
      Ids ids,
      InstantSource clock) {
    MessageStore messages = new MessageStore();
    TalkStore talks = new TalkStore();
    Sides sides = new Sides(messages, talks, accounts, events);
    Reaching reaching = new Reaching(talks, follows, blocks);
    MessageRemoval removal = new MessageRemoval(messages, talks);
    events.on(AccountDeleted.class, (t, event) -> removal.accountDeleted(t, event, outbox));
    return new MessageRoom(
        new SendMessage(database, messages, talks, accounts, reaching, events, limits, ids, clock),
        new ReadMessages(database, messages, talks, accounts, sides, reaching),
        new DeleteMessages(database, messages, sides, removal, outbox, limits),
        new Mailboxes(database, talks, accounts, limits),
        new Correspondence(messages, talks),
        removal);
  }
}
