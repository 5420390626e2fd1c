package dev.microblog.message;

import static dev.microblog.schema.Tables.MAILBOX;
import static dev.microblog.schema.Tables.TALK;

import dev.microblog.platform.db.Range;
import dev.microblog.platform.db.Upsert;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// All SQL of the sides of conversations, and of what somebody has to read over all of them.
final class TalkStore {
  /// A person's side of the conversation with somebody; null if there is none.
  @Nullable Talk with(DSLContext sql, long accountId, long otherId) {
    return one(sql, TALK.ACCOUNT_ID.eq(accountId).and(TALK.OTHER_ID.eq(otherId)));
  }

  /// A side; null if there is none.
  @Nullable Talk byId(DSLContext sql, long id) {
    return one(sql, TALK.ID.eq(id));
  }

  /// Any side that is a person's; null if none is left.
  @Nullable Talk any(DSLContext sql, long accountId) {
    return one(sql, TALK.ACCOUNT_ID.eq(accountId));
  }

  /// A person's side of the conversation with the first other whose id is greater than this; null
  /// if there is none.
  @Nullable Talk after(DSLContext sql, long accountId, long otherId) {
    return sql.selectFrom(TALK)
        .where(TALK.ACCOUNT_ID.eq(accountId))
        .and(TALK.OTHER_ID.gt(otherId))
        .orderBy(TALK.OTHER_ID)
        .limit(1)
        .fetchOne(TalkStore::talk);
  }

  /// How many conversations a person has.
  int count(DSLContext sql, long accountId) {
    return sql.fetchCount(TALK, TALK.ACCOUNT_ID.eq(accountId));
  }

  private static @Nullable Talk one(DSLContext sql, Condition which) {
    return sql.selectFrom(TALK).where(which).limit(1).fetchOne(TalkStore::talk);
  }

  /// A person's conversations in which a message stands, by their newest message.
  List<Talk> talks(DSLContext sql, long accountId, Range range) {
    return sql.selectFrom(TALK)
        .where(TALK.ACCOUNT_ID.eq(accountId))
        .and(range.condition(TALK.LAST_ID))
        .orderBy(range.order(TALK.LAST_ID))
        .limit(DSL.inline(range.count()))
        .fetch(TalkStore::talk);
  }

  /// Adds a side, unless it is there.
  void open(DSLContext sql, long id, long accountId, long otherId, long conversationId) {
    Map<Field<?>, Object> row =
        Map.of(
            TALK.ID, id,
            TALK.ACCOUNT_ID, accountId,
            TALK.OTHER_ID, otherId,
            TALK.CONVERSATION_ID, conversationId);
    Upsert.insertIfAbsent(sql, TALK, row);
  }

  /// Notes a new message, which the person wrote or got.
  ///
  /// @param unread by how many there is more to read
  void add(DSLContext sql, long accountId, long otherId, long messageId, int unread) {
    sql.update(TALK)
        .set(TALK.LAST_ID, DSL.greatest(TALK.LAST_ID, DSL.val(messageId)))
        .set(TALK.UNREAD, TALK.UNREAD.plus(unread))
        .where(TALK.ACCOUNT_ID.eq(accountId))
        .and(TALK.OTHER_ID.eq(otherId))
        .execute();
  }

  /// Keeps how far a side is read and cleared.
  ///
  /// @param lastId the newest message that now stands on it; 0 if none does
  /// @param unread how many of the other's are now to be read
  void put(DSLContext sql, Talk talk, long lastId, long unread) {
    sql.update(TALK)
        .set(TALK.LAST_ID, lastId)
        .set(TALK.UNREAD, unread)
        .set(TALK.READ_ID, talk.readId())
        .set(TALK.CLEARED_ID, talk.clearedId())
        .where(TALK.ID.eq(talk.id()))
        .execute();
  }

  /// Notes up to which message a side's messages were dropped.
  void dropped(DSLContext sql, long id, long droppedId) {
    sql.update(TALK).set(TALK.DROPPED_ID, droppedId).where(TALK.ID.eq(id)).execute();
  }

  void delete(DSLContext sql, long id) {
    sql.deleteFrom(TALK).where(TALK.ID.eq(id)).execute();
  }

  /// Counts messages that came to be read (+) or were (-).
  void countUnread(DSLContext sql, long accountId, long change) {
    if (change != 0) {
      openMailbox(sql, accountId);
      sql.update(MAILBOX)
          .set(MAILBOX.UNREAD, MAILBOX.UNREAD.plus(change))
          .where(MAILBOX.ACCOUNT_ID.eq(accountId))
          .execute();
    }
  }

  /// Who may write to somebody.
  Senders senders(DSLContext sql, long accountId) {
    Integer code =
        sql.select(MAILBOX.SENDERS)
            .from(MAILBOX)
            .where(MAILBOX.ACCOUNT_ID.eq(accountId))
            .fetchOne(MAILBOX.SENDERS);
    return code == null ? Senders.ANYONE : Senders.of(code);
  }

  void choose(DSLContext sql, long accountId, Senders senders) {
    openMailbox(sql, accountId);
    sql.update(MAILBOX)
        .set(MAILBOX.SENDERS, senders.code())
        .where(MAILBOX.ACCOUNT_ID.eq(accountId))
        .execute();
  }

  private static void openMailbox(DSLContext sql, long accountId) {
    Upsert.insertIfAbsent(sql, MAILBOX, Map.of(MAILBOX.ACCOUNT_ID, accountId));
  }

  void closeMailbox(DSLContext sql, long accountId) {
    sql.deleteFrom(MAILBOX).where(MAILBOX.ACCOUNT_ID.eq(accountId)).execute();
  }

  static Talk talk(Record row) {
    return new Talk(
        row.get(TALK.ID),
        row.get(TALK.ACCOUNT_ID),
        row.get(TALK.OTHER_ID),
        row.get(TALK.CONVERSATION_ID),
        row.get(TALK.LAST_ID),
        row.get(TALK.UNREAD),
        row.get(TALK.READ_ID),
        row.get(TALK.CLEARED_ID),
        row.get(TALK.DROPPED_ID));
  }
}
