package dev.microblog.message;

import dev.microblog.account.Account;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Range;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Events;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Finds the viewer's side of a conversation by what it is called in addresses, and keeps its
/// counters right.
final class Sides {
  /// A person and the viewer's side of the conversation with them.
  ///
  /// @param other null if they deleted their account
  /// @param talk null if nothing was ever written
  record Side(@Nullable Account other, @Nullable Talk talk) {}

  /// What a conversation with somebody who is gone is called by, before its id: no name begins so.
  static final String GONE = "~";

  private final MessageStore messages;
  private final TalkStore talks;
  private final AccountStore accounts;
  private final Events events;

  Sides(MessageStore messages, TalkStore talks, AccountStore accounts, Events events) {
    this.messages = messages;
    this.talks = talks;
    this.accounts = accounts;
    this.events = events;
  }

  /// The viewer's side; null if there is neither such a person nor such a conversation of theirs.
  @Nullable Side of(DSLContext sql, Viewer viewer, String key) {
    if (key.startsWith(GONE)) {
      Talk talk = talks.byId(sql, Ids.parse(key.substring(GONE.length())));
      if (talk == null || talk.accountId() != viewer.id()) {
        return null;
      }
      List<Account> other = accounts.byIds(sql, List.of(talk.otherId()));
      return new Side(other.isEmpty() ? null : other.getFirst(), talk);
    }
    Account other = accounts.byName(sql, key);
    return other == null ? null : new Side(other, talks.with(sql, viewer.id(), other.id()));
  }

  /// The viewer's side as it is while nobody else changes it; null if there is none.
  @Nullable Talk locked(DSLContext sql, Viewer viewer, String key) {
    if (!accounts.lock(sql, List.of(viewer.id()))) {
      return null;
    }
    Side side = of(sql, viewer, key);
    return side == null ? null : side.talk();
  }

  /// Counts a side anew after something was read or deleted.
  ///
  /// @param before as it was counted last
  /// @param after how far it is read and cleared now
  void settle(Transaction transaction, Talk before, Talk after) {
    DSLContext sql = transaction.sql();
    List<Message> newest = messages.messages(sql, after, Range.first(1));
    long unread = messages.countAfter(sql, after, after.readId());
    talks.put(sql, after, newest.isEmpty() ? 0 : newest.getFirst().id(), unread);
    talks.countUnread(sql, before.accountId(), unread - before.unread());
    if (unread != before.unread()) {
      events.tell(transaction, new MessagesRead(before.accountId(), before.otherId(), unread));
    }
  }
}
