package dev.microblog.notification;

import static dev.microblog.schema.Tables.NOTICE;
import static dev.microblog.schema.Tables.NOTICE_CHOICE;
import static dev.microblog.schema.Tables.POST_MENTION;

import dev.microblog.platform.db.Range;
import dev.microblog.platform.db.Upsert;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// All SQL of notices, and of how people want to be told. What counts somebody's notices is changed
/// with them: whoever writes here has raised the attention of that person in the same transaction,
/// so that nobody else does meanwhile.
final class NoticeStore {
  /// A notice as it is kept.
  record Row(
      long id,
      long accountId,
      Cause cause,
      String detail,
      boolean standing,
      boolean unread,
      long createdAt) {
    /// Whether it is counted as something to be read.
    boolean counted() {
      return standing && unread;
    }
  }

  private static final int STANDING = 1;

  /// Adds a notice that is to be read.
  void insert(DSLContext sql, long id, long accountId, Cause cause, String detail, long createdAt) {
    sql.insertInto(NOTICE)
        .set(NOTICE.ID, id)
        .set(NOTICE.ACCOUNT_ID, accountId)
        .set(NOTICE.KIND, cause.kind().code())
        .set(NOTICE.ACTOR_ID, cause.actorId())
        .set(NOTICE.SUBJECT_ID, cause.subjectId())
        .set(NOTICE.DETAIL, detail)
        .set(NOTICE.CREATED_AT, createdAt)
        .execute();
  }

  /// The person's notice of a cause; null if there is none.
  @Nullable Row of(DSLContext sql, long accountId, Cause cause) {
    return sql.selectFrom(NOTICE)
        .where(NOTICE.ACCOUNT_ID.eq(accountId))
        .and(NOTICE.ACTOR_ID.eq(cause.actorId()))
        .and(NOTICE.KIND.eq(cause.kind().code()))
        .and(NOTICE.SUBJECT_ID.eq(cause.subjectId()))
        .fetchOne(NoticeStore::row);
  }

  /// Tells a notice once more, as if it were new.
  void renew(DSLContext sql, long id, long newId, String detail, long createdAt) {
    sql.update(NOTICE)
        .set(NOTICE.ID, newId)
        .set(NOTICE.DETAIL, detail)
        .set(NOTICE.STANDING, STANDING)
        .set(NOTICE.UNREAD, 1)
        .set(NOTICE.CREATED_AT, createdAt)
        .where(NOTICE.ID.eq(id))
        .execute();
  }

  /// Keeps whether a notice stands.
  void stand(DSLContext sql, long id, boolean standing) {
    sql.update(NOTICE)
        .set(NOTICE.STANDING, standing ? STANDING : 0)
        .where(NOTICE.ID.eq(id))
        .execute();
  }

  /// Marks one as read.
  void read(DSLContext sql, long id) {
    sql.update(NOTICE).set(NOTICE.UNREAD, 0).where(NOTICE.ID.eq(id)).execute();
  }

  /// Marks all of a person's as read, up to an id.
  ///
  /// @return how many of them were counted
  int readUpTo(DSLContext sql, long accountId, long upTo) {
    return sql.update(NOTICE)
        .set(NOTICE.UNREAD, 0)
        .where(NOTICE.ACCOUNT_ID.eq(accountId))
        .and(NOTICE.ID.le(upTo))
        .and(NOTICE.STANDING.eq(STANDING))
        .and(NOTICE.UNREAD.eq(1))
        .execute();
  }

  /// The notices that stand.
  List<Row> list(DSLContext sql, long accountId, Range range) {
    return sql.selectFrom(NOTICE)
        .where(NOTICE.ACCOUNT_ID.eq(accountId))
        .and(NOTICE.STANDING.eq(STANDING))
        .and(range.condition(NOTICE.ID))
        .orderBy(range.order(NOTICE.ID))
        .limit(DSL.inline(range.count()))
        .fetch(NoticeStore::row);
  }

  /// The oldest notices of a person.
  List<Row> oldest(DSLContext sql, long accountId, int most) {
    return some(sql, NOTICE.ACCOUNT_ID.eq(accountId), most);
  }

  /// The oldest notices of a person that somebody caused.
  List<Row> oldestBy(DSLContext sql, long accountId, long actorId, int most) {
    return some(sql, NOTICE.ACCOUNT_ID.eq(accountId).and(NOTICE.ACTOR_ID.eq(actorId)), most);
  }

  /// How many notices of a person somebody caused, whatever their kind.
  int countBy(DSLContext sql, long accountId, long actorId) {
    return sql.fetchCount(NOTICE, NOTICE.ACCOUNT_ID.eq(accountId).and(NOTICE.ACTOR_ID.eq(actorId)));
  }

  /// Some notices that somebody caused, whosever they are.
  List<Row> causedBy(DSLContext sql, long actorId, int most) {
    return some(sql, NOTICE.ACTOR_ID.eq(actorId), most);
  }

  /// The notices with these ids that are there, in no order.
  List<Row> these(DSLContext sql, List<Long> ids) {
    return sql.selectFrom(NOTICE).where(NOTICE.ID.in(ids)).fetch(NoticeStore::row);
  }

  /// The oldest of all that are older than an id.
  List<Row> before(DSLContext sql, long id, int most) {
    return some(sql, NOTICE.ID.lt(id), most);
  }

  private static List<Row> some(DSLContext sql, Condition which, int most) {
    return sql.selectFrom(NOTICE)
        .where(which)
        .orderBy(NOTICE.ID)
        .limit(DSL.inline(most))
        .fetch(NoticeStore::row);
  }

  /// The notices about a subject of people with greater ids, by the ids of these.
  List<Row> about(DSLContext sql, Kind kind, long subjectId, long afterAccount, int most) {
    return sql.selectFrom(NOTICE)
        .where(NOTICE.SUBJECT_ID.eq(subjectId))
        .and(NOTICE.KIND.eq(kind.code()))
        .and(NOTICE.ACCOUNT_ID.gt(afterAccount))
        .orderBy(NOTICE.ACCOUNT_ID)
        .limit(DSL.inline(most))
        .fetch(NoticeStore::row);
  }

  /// Whether there is a notice about a subject.
  boolean isAbout(DSLContext sql, Kind kind, long subjectId) {
    return !about(sql, kind, subjectId, 0, 1).isEmpty();
  }

  /// Those whom a post mentions, of people with greater ids, by their ids.
  List<Long> mentioned(DSLContext sql, long postId, long afterAccount, int most) {
    return sql.selectDistinct(POST_MENTION.ACCOUNT_ID)
        .from(POST_MENTION)
        .where(POST_MENTION.POST_ID.eq(postId))
        .and(POST_MENTION.ACCOUNT_ID.gt(afterAccount))
        .orderBy(POST_MENTION.ACCOUNT_ID)
        .limit(DSL.inline(most))
        .fetch(POST_MENTION.ACCOUNT_ID);
  }

  /// Whom of these a post mentions.
  Set<Long> mentionedAmong(DSLContext sql, long postId, Collection<Long> accounts) {
    return sql.selectDistinct(POST_MENTION.ACCOUNT_ID)
        .from(POST_MENTION)
        .where(POST_MENTION.POST_ID.eq(postId))
        .and(POST_MENTION.ACCOUNT_ID.in(accounts))
        .fetchSet(POST_MENTION.ACCOUNT_ID);
  }

  void delete(DSLContext sql, List<Row> rows) {
    if (!rows.isEmpty()) {
      sql.deleteFrom(NOTICE).where(NOTICE.ID.in(rows.stream().map(Row::id).toList())).execute();
    }
  }

  /// How somebody chose to be told, by kind; without the kinds for which they chose nothing.
  Map<Kind, Way> choices(DSLContext sql, long accountId) {
    Map<Kind, Way> choices = new EnumMap<>(Kind.class);
    sql.select(NOTICE_CHOICE.KIND, NOTICE_CHOICE.WAY)
        .from(NOTICE_CHOICE)
        .where(NOTICE_CHOICE.ACCOUNT_ID.eq(accountId))
        .forEach(row -> choices.put(Kind.of(row.value1()), Way.of(row.value2())));
    return choices;
  }

  void choose(DSLContext sql, long accountId, Kind kind, Way way) {
    Map<Field<?>, Object> row = new HashMap<>();
    row.put(NOTICE_CHOICE.ACCOUNT_ID, accountId);
    row.put(NOTICE_CHOICE.KIND, kind.code());
    row.put(NOTICE_CHOICE.WAY, way.code());
    Upsert.insertOrUpdate(
        sql,
        NOTICE_CHOICE,
        row,
        List.of(NOTICE_CHOICE.ACCOUNT_ID, NOTICE_CHOICE.KIND),
        List.of(NOTICE_CHOICE.WAY));
  }

  void dropChoices(DSLContext sql, long accountId) {
    sql.deleteFrom(NOTICE_CHOICE).where(NOTICE_CHOICE.ACCOUNT_ID.eq(accountId)).execute();
  }

  private static Row row(Record row) {
    return new Row(
        row.get(NOTICE.ID),
        row.get(NOTICE.ACCOUNT_ID),
        new Cause(
            Kind.of(row.get(NOTICE.KIND)), row.get(NOTICE.ACTOR_ID), row.get(NOTICE.SUBJECT_ID)),
        row.get(NOTICE.DETAIL),
        row.get(NOTICE.STANDING) != 0,
        row.get(NOTICE.UNREAD) != 0,
        row.get(NOTICE.CREATED_AT));
  }
}
