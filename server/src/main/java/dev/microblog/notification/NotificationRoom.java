package dev.microblog.notification;

import dev.microblog.account.AccountDeleted;
import dev.microblog.account.AccountStore;
import dev.microblog.block.BlockStore;
import dev.microblog.block.Blocked;
import dev.microblog.follow.Followed;
import dev.microblog.follow.Unfollowed;
import dev.microblog.mail.Mails;
import dev.microblog.message.MessageSent;
import dev.microblog.message.MessagesRead;
import dev.microblog.mute.MuteStore;
import dev.microblog.mute.Muted;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Events;
import dev.microblog.platform.job.Outbox;
import dev.microblog.post.PostChanged;
import dev.microblog.post.PostEdited;
import dev.microblog.post.PostPublished;
import dev.microblog.post.PostStore;
import java.time.InstantSource;

/// The room put together: its use cases, and what it leaves to the outbox.
public record NotificationRoom(
    Notices notices, NoticeChoices choices, Attention attention, Outbox.Consumer work) {
  /// Makes the room, which listens for what people are told.
  public static NotificationRoom make(
      Database database,
      AccountStore accounts,
      PostStore posts,
      BlockStore blocks,
      MuteStore mutes,
      Events events,
      Outbox outbox,
      Limits limits,
      Mails mails,
      Ids ids,
      InstantSource clock) {
    NoticeStore store = new NoticeStore();
    AttentionStore counters = new AttentionStore();
    Attention attention = new Attention(database, counters, clock);
    Telling telling = new Telling(store, counters, attention, accounts, mails, ids, clock);
    NoticeWork work =
        new NoticeWork(store, counters, telling, posts, accounts, blocks, mutes, outbox);
    events.on(Followed.class, (t, e) -> followed(telling, mutes, t, e));
    events.on(
        Unfollowed.class,
        (t, e) -> telling.withdraw(t, e.followeeId(), cause(Kind.FOLLOW, e.followerId())));
    events.on(PostPublished.class, work::published);
    events.on(PostEdited.class, work::edited);
    events.on(PostChanged.class, work::changed);
    events.on(MessageSent.class, (t, e) -> sent(telling, t, e));
    events.on(MessagesRead.class, (t, e) -> read(telling, attention, t, e));
    events.on(Blocked.class, (t, e) -> blocked(telling, t, e));
    events.on(
        Muted.class,
        (t, e) -> telling.forget(t, e.muterId(), e.mutedId(), kind -> kind != Kind.MESSAGE));
    events.on(AccountDeleted.class, work::accountDeleted);
    return new NotificationRoom(
        new Notices(database, store, telling, accounts, posts, blocks, clock),
        new NoticeChoices(database, store, accounts, limits, mails),
        attention,
        work);
  }

  private static Cause cause(Kind kind, long actorId) {
    return new Cause(kind, actorId, 0);
  }

  private static void followed(
      Telling telling, MuteStore mutes, Transaction transaction, Followed event) {
    if (!mutes.exists(transaction.sql(), event.followeeId(), event.followerId())) {
      telling.tell(transaction, event.followeeId(), cause(Kind.FOLLOW, event.followerId()), "");
    }
  }

  private static void sent(Telling telling, Transaction transaction, MessageSent event) {
    if (event.senderId() != event.recipientId()) {
      telling.tell(transaction, event.recipientId(), cause(Kind.MESSAGE, event.senderId()), "");
    }
  }

  private static void read(
      Telling telling, Attention attention, Transaction transaction, MessagesRead event) {
    if (event.unread() == 0) {
      telling.learned(transaction, event.accountId(), cause(Kind.MESSAGE, event.otherId()));
    } else {
      attention.changed(transaction, event.accountId());
    }
  }

  private static void blocked(Telling telling, Transaction transaction, Blocked event) {
    long one = Math.min(event.blockerId(), event.blockedId());
    long other = Math.max(event.blockerId(), event.blockedId());
    telling.forget(transaction, one, other, _ -> true);
    telling.forget(transaction, other, one, _ -> true);
  }
}
