package dev.microblog.message;

import static dev.microblog.schema.Tables.MESSAGE;

import dev.microblog.platform.db.Range;
import dev.microblog.platform.db.Upsert;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// All SQL of messages. Every question about what is in a conversation is asked for one side of it,
/// so that nothing comes out that the side does not have.
final class MessageStore {
  private static final List<SelectField<?>> WHOLE =
      List.of(
          MESSAGE.ID, MESSAGE.SENDER_ID, MESSAGE.RECIPIENT_ID, MESSAGE.BODY, MESSAGE.CREATED_AT);

  /// Adds a message, which both keep.
  ///
  /// @param submission names the sent form, null if it has no name
  /// @return false if this sender sent the form before
  boolean insert(
      DSLContext sql, Message message, long conversationId, @Nullable String submission) {
    Map<Field<?>, @Nullable Object> row = new HashMap<>();
    row.put(MESSAGE.ID, message.id());
    row.put(MESSAGE.CONVERSATION_ID, conversationId);
    row.put(MESSAGE.SENDER_ID, message.senderId());
    row.put(MESSAGE.RECIPIENT_ID, message.recipientId());
    row.put(MESSAGE.BODY, message.body());
    row.put(MESSAGE.SUBMISSION, submission);
    row.put(MESSAGE.CREATED_AT, message.createdAt());
    return Upsert.insertIfAbsent(sql, MESSAGE, row);
  }

  /// Whether what this form sent before is the same to the same person.
  boolean isSame(DSLContext sql, Message message, @Nullable String submission) {
    return sql.fetchExists(
        MESSAGE,
        MESSAGE
            .SENDER_ID
            .eq(message.senderId())
            .and(MESSAGE.SUBMISSION.eq(submission))
            .and(MESSAGE.RECIPIENT_ID.eq(message.recipientId()))
            .and(MESSAGE.BODY.eq(message.body())));
  }

  /// The messages that stand on a side.
  List<Message> messages(DSLContext sql, Talk talk, Range range) {
    return sql.select(WHOLE)
        .from(MESSAGE)
        .where(standing(talk))
        .and(range.condition(MESSAGE.ID))
        .orderBy(range.order(MESSAGE.ID))
        .limit(DSL.inline(range.count()))
        .fetch(MessageStore::message);
  }

  /// One message that stands on a side; null if there is none.
  @Nullable Message message(DSLContext sql, Talk talk, long id) {
    return sql.select(WHOLE)
        .from(MESSAGE)
        .where(MESSAGE.ID.eq(id))
        .and(standing(talk))
        .fetchOne(MessageStore::message);
  }

  /// The messages with these ids that somebody keeps, in no order.
  List<Message> byIds(DSLContext sql, long accountId, Collection<Long> ids) {
    return ids.isEmpty()
        ? List.of()
        : sql.select(WHOLE)
            .from(MESSAGE)
            .where(MESSAGE.ID.in(ids))
            .and(keptBy(accountId))
            .fetch(MessageStore::message);
  }

  /// How many messages of the other stand on a side after one. As many are read, so it is asked
  /// when something was read or deleted, and never for a page.
  int countAfter(DSLContext sql, Talk talk, long id) {
    return sql.fetchCount(
        MESSAGE, standing(talk).and(MESSAGE.ID.gt(id)).and(MESSAGE.SENDER_ID.ne(talk.accountId())));
  }

  /// Ids of messages of a side's conversation, the oldest first, whether they stand or not.
  ///
  /// @param after only greater ones
  /// @param upTo none greater than this
  List<Long> oldest(DSLContext sql, Talk talk, long after, long upTo, int most) {
    return sql.select(MESSAGE.ID)
        .from(MESSAGE)
        .where(MESSAGE.CONVERSATION_ID.eq(talk.conversationId()))
        .and(MESSAGE.ID.gt(after))
        .and(MESSAGE.ID.le(upTo))
        .orderBy(MESSAGE.ID)
        .limit(most)
        .fetch(MESSAGE.ID);
  }

  /// Ends that somebody keeps these messages, and removes those that nobody keeps any more.
  void drop(DSLContext sql, long accountId, Collection<Long> ids) {
    sql.update(MESSAGE)
        .set(MESSAGE.SENDER_KEPT, 0)
        .where(MESSAGE.ID.in(ids))
        .and(MESSAGE.SENDER_ID.eq(accountId))
        .execute();
    sql.update(MESSAGE)
        .set(MESSAGE.RECIPIENT_KEPT, 0)
        .where(MESSAGE.ID.in(ids))
        .and(MESSAGE.RECIPIENT_ID.eq(accountId))
        .execute();
    sql.deleteFrom(MESSAGE)
        .where(MESSAGE.ID.in(ids))
        .and(MESSAGE.SENDER_KEPT.eq(0))
        .and(MESSAGE.RECIPIENT_KEPT.eq(0))
        .execute();
  }

  private static Condition standing(Talk talk) {
    return MESSAGE
        .CONVERSATION_ID
        .eq(talk.conversationId())
        .and(MESSAGE.ID.gt(talk.clearedId()))
        .and(keptBy(talk.accountId()));
  }

  private static Condition keptBy(long accountId) {
    return MESSAGE
        .SENDER_ID
        .eq(accountId)
        .and(MESSAGE.SENDER_KEPT.eq(1))
        .or(MESSAGE.RECIPIENT_ID.eq(accountId).and(MESSAGE.RECIPIENT_KEPT.eq(1)));
  }

  private static Message message(Record row) {
    return new Message(
        row.get(MESSAGE.ID),
        row.get(MESSAGE.SENDER_ID),
        row.get(MESSAGE.RECIPIENT_ID),
        row.get(MESSAGE.BODY),
        row.get(MESSAGE.CREATED_AT));
  }
}
