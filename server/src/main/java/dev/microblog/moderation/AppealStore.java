package dev.microblog.moderation;

import static dev.microblog.schema.Tables.APPEAL;

import dev.microblog.account.Restriction;
import dev.microblog.platform.db.ForUpdate;
import dev.microblog.platform.db.Upsert;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// All SQL of appeals.
final class AppealStore {
  /// Adds an appeal.
  ///
  /// @return false if there was one against this restriction
  boolean insert(
      DSLContext sql,
      long id,
      long accountId,
      Restriction restriction,
      long since,
      String words,
      long now) {
    return Upsert.insertIfAbsent(
        sql,
        APPEAL,
        Map.of(
            APPEAL.ID, id,
            APPEAL.ACCOUNT_ID, accountId,
            APPEAL.RESTRICTION, restriction.code(),
            APPEAL.SINCE, since,
            APPEAL.WORDS, words,
            APPEAL.CREATED_AT, now));
  }

  /// The appeal against a restriction; null if there is none.
  @Nullable Appeal against(DSLContext sql, long accountId, Restriction restriction, long since) {
    return sql.selectFrom(APPEAL)
        .where(APPEAL.ACCOUNT_ID.eq(accountId))
        .and(APPEAL.RESTRICTION.eq(restriction.code()))
        .and(APPEAL.SINCE.eq(since))
        .fetchOne(AppealStore::appeal);
  }

  /// Those that are open, the oldest first: none waits behind others for good.
  List<Appeal> oldest(DSLContext sql, int most) {
    return sql.selectFrom(APPEAL)
        .where(APPEAL.OUTCOME.eq(Appeal.State.OPEN.code()))
        .orderBy(APPEAL.ID)
        .limit(DSL.inline(most))
        .fetch(AppealStore::appeal);
  }

  /// The appeal with this id, about which nobody else decides until the transaction ends.
  @Nullable Appeal lock(DSLContext sql, long id) {
    return ForUpdate.of(sql, sql.selectFrom(APPEAL).where(APPEAL.ID.eq(id)))
        .fetchOne(AppealStore::appeal);
  }

  void decide(DSLContext sql, long id, Appeal.State state, long decidedBy, long now) {
    sql.update(APPEAL)
        .set(APPEAL.OUTCOME, state.code())
        .set(APPEAL.DECIDED_BY, decidedBy)
        .set(APPEAL.DECIDED_AT, now)
        .where(APPEAL.ID.eq(id))
        .execute();
  }

  void forget(DSLContext sql, long accountId) {
    sql.deleteFrom(APPEAL).where(APPEAL.ACCOUNT_ID.eq(accountId)).execute();
  }

  private static Appeal appeal(Record row) {
    return new Appeal(
        row.get(APPEAL.ID),
        row.get(APPEAL.ACCOUNT_ID),
        Restriction.of(row.get(APPEAL.RESTRICTION)),
        row.get(APPEAL.SINCE),
        row.get(APPEAL.WORDS),
        Appeal.State.of(row.get(APPEAL.OUTCOME)),
        row.get(APPEAL.CREATED_AT));
  }
}
