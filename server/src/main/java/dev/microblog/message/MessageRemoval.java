package dev.microblog.message;

import dev.microblog.account.AccountDeleted;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.job.Outbox;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Ends, message by message, that somebody keeps what they deleted or what they left with their
/// account. What they wrote to others stays with the others.
final class MessageRemoval implements Outbox.Consumer {
  /// In one transaction: other writers wait no longer than this takes.
  private static final int CHUNK = 100;

  private static final String CLEARED = "cleared";
  private static final String DELETED = "account-deleted";

  private final MessageStore messages;
  private final TalkStore talks;

  MessageRemoval(MessageStore messages, TalkStore talks) {
    this.messages = messages;
    this.talks = talks;
  }

  @Override
  public String name() {
    return "message";
  }

  /// Leaves the messages of a side that was cleared to the outbox.
  void cleared(Transaction transaction, Talk talk, Outbox outbox) {
    outbox.add(transaction, this, CLEARED, talk.id());
  }

  /// Leaves the sides of somebody who is gone to the outbox.
  void accountDeleted(Transaction transaction, AccountDeleted event, Outbox outbox) {
    talks.closeMailbox(transaction.sql(), event.accountId());
    outbox.add(transaction, this, DELETED, event.accountId());
  }

  @Override
  public long step(Transaction transaction, Outbox.Item item) {
    DSLContext sql = transaction.sql();
    boolean done =
        switch (item.kind()) {
          case CLEARED -> {
            Talk talk = talks.byId(sql, item.subject());
            yield talk == null || drop(sql, talk, talk.clearedId());
          }
          case DELETED -> dropAll(sql, talks.any(sql, item.subject()));
          default -> throw new IllegalStateException("a newer Microblog wrote " + item.kind());
        };
    return done ? Outbox.DONE : item.progress() + 1;
  }

  private boolean dropAll(DSLContext sql, @Nullable Talk talk) {
    if (talk == null) {
      return true;
    }
    if (drop(sql, talk, Long.MAX_VALUE)) {
      talks.delete(sql, talk.id());
    }
    return false;
  }

  /// Drops some of a side's messages.
  ///
  /// @return whether none is left
  private boolean drop(DSLContext sql, Talk talk, long upTo) {
    List<Long> ids = messages.oldest(sql, talk, talk.droppedId(), upTo, CHUNK);
    if (!ids.isEmpty()) {
      messages.drop(sql, talk.accountId(), ids);
      talks.dropped(sql, talk.id(), ids.getLast());
    }
    return ids.size() < CHUNK;
  }
}
