package dev.microblog.message;

import static dev.microblog.schema.Tables.MAILBOX;
import static dev.microblog.schema.Tables.MESSAGE;
import static dev.microblog.schema.Tables.TALK;

import dev.microblog.account.AccountIntakeStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/// All SQL of messages that come in many at once.
final class MessageIntakeStore {
  /// SQLite bounds how deep conditions stand in each other.
  private static final int MOST_PAIRS = 100;

  /// Whose side of the conversation with whom.
  record Pair(long accountId, long otherId) {
    /// The side of the other.
    @SuppressWarnings("ArgumentSelectionDefectChecker") // Turning them round is what it is for.
    Pair turned() {
      return new Pair(otherId, accountId);
    }
  }

  /// What a side has more.
  ///
  /// @param lastId the newest message
  /// @param unread how many are to be read
  /// @param readId the newest one that was read; 0 if none was
  record Gain(long lastId, long unread, long readId) {
    Gain and(Gain other) {
      return new Gain(
          Math.max(lastId, other.lastId), unread + other.unread, Math.max(readId, other.readId));
    }
  }

  Set<Long> taken(DSLContext sql, Collection<Long> ids) {
    return sql.select(MESSAGE.ID).from(MESSAGE).where(MESSAGE.ID.in(ids)).fetchSet(MESSAGE.ID);
  }

  void insert(
      DSLContext sql, List<MessageIntake.Draft> drafts, List<Long> ids, List<Long> conversations) {
    var insert =
        sql.insertInto(
            MESSAGE,
            MESSAGE.ID,
            MESSAGE.CONVERSATION_ID,
            MESSAGE.SENDER_ID,
            MESSAGE.RECIPIENT_ID,
            MESSAGE.BODY,
            MESSAGE.CREATED_AT);
    for (int i = 0; i < drafts.size(); i++) {
      MessageIntake.Draft each = drafts.get(i);
      insert =
          insert.values(
              ids.get(i),
              conversations.get(i),
              each.senderId(),
              each.recipientId(),
              each.body(),
              each.createdAt());
    }
    insert.execute();
  }

  /// The sides that there are among these.
  Map<Pair, Talk> talks(DSLContext sql, Set<Pair> pairs) {
    Map<Pair, Talk> talks = new HashMap<>();
    List<Pair> all = List.copyOf(pairs);
    for (int from = 0; from < all.size(); from += MOST_PAIRS) {
      // Pair by pair: everybody's conversations with everybody of them could be very many.
      List<Condition> either =
          all.subList(from, Math.min(all.size(), from + MOST_PAIRS)).stream()
              .map(
                  pair ->
                      TALK.ACCOUNT_ID.eq(pair.accountId()).and(TALK.OTHER_ID.eq(pair.otherId())))
              .toList();
      sql.selectFrom(TALK)
          .where(DSL.or(either))
          .fetch(TalkStore::talk)
          .forEach(talk -> talks.put(new Pair(talk.accountId(), talk.otherId()), talk));
    }
    return talks;
  }

  void open(DSLContext sql, List<Talk> talks) {
    if (talks.isEmpty()) {
      return;
    }
    var insert =
        sql.insertInto(TALK, TALK.ID, TALK.ACCOUNT_ID, TALK.OTHER_ID, TALK.CONVERSATION_ID);
    for (Talk each : talks) {
      insert = insert.values(each.id(), each.accountId(), each.otherId(), each.conversationId());
    }
    insert.execute();
  }

  /// Notes what sides have more, by their ids.
  void gain(DSLContext sql, Map<Long, Gain> gains) {
    if (gains.isEmpty()) {
      return;
    }
    sql.update(TALK)
        .set(
            TALK.LAST_ID,
            DSL.greatest(TALK.LAST_ID, AccountIntakeStore.each(TALK.ID, gains, Gain::lastId)))
        .set(TALK.UNREAD, TALK.UNREAD.plus(AccountIntakeStore.each(TALK.ID, gains, Gain::unread)))
        .set(
            TALK.READ_ID,
            DSL.greatest(TALK.READ_ID, AccountIntakeStore.each(TALK.ID, gains, Gain::readId)))
        .where(TALK.ID.in(gains.keySet()))
        .execute();
  }

  /// Counts what people have more to read over all conversations.
  void countUnread(DSLContext sql, Map<Long, Long> unread) {
    if (unread.isEmpty()) {
      return;
    }
    Set<Long> missing = new HashSet<>(unread.keySet());
    missing.removeAll(
        sql.select(MAILBOX.ACCOUNT_ID)
            .from(MAILBOX)
            .where(MAILBOX.ACCOUNT_ID.in(unread.keySet()))
            .fetchSet(MAILBOX.ACCOUNT_ID));
    if (!missing.isEmpty()) {
      var insert = sql.insertInto(MAILBOX, MAILBOX.ACCOUNT_ID);
      for (long account : missing) {
        insert = insert.values(account);
      }
      insert.execute();
    }
    sql.update(MAILBOX)
        .set(
            MAILBOX.UNREAD,
            MAILBOX.UNREAD.plus(
                AccountIntakeStore.each(MAILBOX.ACCOUNT_ID, unread, change -> change)))
        .where(MAILBOX.ACCOUNT_ID.in(unread.keySet()))
        .execute();
  }
}
