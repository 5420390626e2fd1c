package dev.microblog.site;

import static dev.microblog.schema.Tables.ANNOUNCEMENT;
import static dev.microblog.schema.Tables.ANNOUNCEMENT_CLOSED;

import dev.microblog.platform.db.Upsert;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// All SQL of announcements.
final class AnnouncementStore {
  void insert(DSLContext sql, Announcement announcement) {
    sql.insertInto(ANNOUNCEMENT)
        .set(ANNOUNCEMENT.ID, announcement.id())
        .set(ANNOUNCEMENT.CONTENT, announcement.text())
        .set(ANNOUNCEMENT.CREATED_AT, announcement.createdAt())
        .set(ANNOUNCEMENT.ENDS_AT, announcement.endsAt())
        .execute();
  }

  /// Those that are told at this time, the newest first.
  List<Announcement> running(DSLContext sql, long now) {
    return list(sql, ANNOUNCEMENT.ENDS_AT.isNull().or(ANNOUNCEMENT.ENDS_AT.gt(now)), 100);
  }

  /// The newest of all.
  List<Announcement> latest(DSLContext sql, int most) {
    return list(sql, DSL.noCondition(), most);
  }

  private static List<Announcement> list(DSLContext sql, Condition which, int most) {
    return sql.selectFrom(ANNOUNCEMENT)
        .where(which)
        .orderBy(ANNOUNCEMENT.ID.desc())
        .limit(most)
        .fetch(
            row ->
                new Announcement(
                    row.get(ANNOUNCEMENT.ID),
                    row.get(ANNOUNCEMENT.CONTENT),
                    row.get(ANNOUNCEMENT.CREATED_AT),
                    row.get(ANNOUNCEMENT.ENDS_AT)));
  }

  /// Ends an announcement.
  ///
  /// @return false if there is none that runs
  boolean end(DSLContext sql, long id, long now) {
    return sql.update(ANNOUNCEMENT)
            .set(ANNOUNCEMENT.ENDS_AT, now)
            .where(ANNOUNCEMENT.ID.eq(id))
            .and(ANNOUNCEMENT.ENDS_AT.isNull().or(ANNOUNCEMENT.ENDS_AT.gt(now)))
            .execute()
        == 1;
  }

  /// Which of these somebody has closed.
  Set<Long> closedAmong(DSLContext sql, long accountId, Collection<Long> ids) {
    return ids.isEmpty()
        ? Set.of()
        : sql.select(ANNOUNCEMENT_CLOSED.ANNOUNCEMENT_ID)
            .from(ANNOUNCEMENT_CLOSED)
            .where(ANNOUNCEMENT_CLOSED.ACCOUNT_ID.eq(accountId))
            .and(ANNOUNCEMENT_CLOSED.ANNOUNCEMENT_ID.in(ids))
            .fetchSet(ANNOUNCEMENT_CLOSED.ANNOUNCEMENT_ID);
  }

  void close(DSLContext sql, long accountId, long id) {
    Upsert.insertIfAbsent(
        sql,
        ANNOUNCEMENT_CLOSED,
        Map.of(ANNOUNCEMENT_CLOSED.ACCOUNT_ID, accountId, ANNOUNCEMENT_CLOSED.ANNOUNCEMENT_ID, id));
  }

  /// Forgets what somebody closed.
  void deleteOf(DSLContext sql, long accountId) {
    sql.deleteFrom(ANNOUNCEMENT_CLOSED)
        .where(ANNOUNCEMENT_CLOSED.ACCOUNT_ID.eq(accountId))
        .execute();
  }

  /// One that ended before this time; null if there is none.
  @Nullable Long endedBefore(DSLContext sql, long time) {
    return sql.select(ANNOUNCEMENT.ID)
        .from(ANNOUNCEMENT)
        .where(ANNOUNCEMENT.ENDS_AT.lt(time))
        .orderBy(ANNOUNCEMENT.ENDS_AT)
        .limit(1)
        .fetchOne(ANNOUNCEMENT.ID);
  }

  /// Forgets some of those who closed an announcement, and the announcement with the last of them.
  void delete(DSLContext sql, long id, int most) {
    List<Long> accounts =
        sql.select(ANNOUNCEMENT_CLOSED.ACCOUNT_ID)
            .from(ANNOUNCEMENT_CLOSED)
            .where(ANNOUNCEMENT_CLOSED.ANNOUNCEMENT_ID.eq(id))
            .limit(most)
            .fetch(ANNOUNCEMENT_CLOSED.ACCOUNT_ID);
    if (!accounts.isEmpty()) {
      sql.deleteFrom(ANNOUNCEMENT_CLOSED)
          .where(ANNOUNCEMENT_CLOSED.ANNOUNCEMENT_ID.eq(id))
          .and(ANNOUNCEMENT_CLOSED.ACCOUNT_ID.in(accounts))
          .execute();
    }
    if (accounts.size() < most) {
      sql.deleteFrom(ANNOUNCEMENT).where(ANNOUNCEMENT.ID.eq(id)).execute();
    }
  }
}
