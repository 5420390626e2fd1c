package dev.microblog.registration;

import static dev.microblog.schema.Tables.ACCOUNT;
import static dev.microblog.schema.Tables.SIGN_UP_DAY;
import static dev.microblog.schema.Tables.SIGN_UP_REQUEST;

import dev.microblog.account.AccountStore;
import dev.microblog.platform.db.Upsert;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// All SQL of how many signed up, and of who waits to be let in.
final class SignUpStore {
  /// Somebody who waits.
  record Request(long accountId, String name, String note, long createdAt) {}

  /// Counts a sign-up, unless so many were counted that day. Of those who do so at once each waits
  /// for the one before.
  ///
  /// @param most 0 for as many as want to
  /// @return whether it was counted
  boolean count(DSLContext sql, long epochDay, int most) {
    Upsert.insertIfAbsent(
        sql, SIGN_UP_DAY, Map.of(SIGN_UP_DAY.EPOCH_DAY, (int) epochDay, SIGN_UP_DAY.SIGN_UPS, 0));
    return sql.update(SIGN_UP_DAY)
            .set(SIGN_UP_DAY.SIGN_UPS, SIGN_UP_DAY.SIGN_UPS.plus(1))
            .where(SIGN_UP_DAY.EPOCH_DAY.eq((int) epochDay))
            .and(most == 0 ? DSL.noCondition() : SIGN_UP_DAY.SIGN_UPS.lt(most))
            .execute()
        == 1;
  }

  /// How many signed up on a day.
  int counted(DSLContext sql, long epochDay) {
    Integer count =
        sql.select(SIGN_UP_DAY.SIGN_UPS)
            .from(SIGN_UP_DAY)
            .where(SIGN_UP_DAY.EPOCH_DAY.eq((int) epochDay))
            .fetchOne(SIGN_UP_DAY.SIGN_UPS);
    return count == null ? 0 : count;
  }

  void ask(DSLContext sql, long accountId, String note, long now) {
    sql.insertInto(SIGN_UP_REQUEST)
        .set(SIGN_UP_REQUEST.ACCOUNT_ID, accountId)
        .set(SIGN_UP_REQUEST.NOTE, note)
        .set(SIGN_UP_REQUEST.CREATED_AT, now)
        .execute();
  }

  /// Takes somebody out of those who wait.
  ///
  /// @return false if they do not wait: of two who answer at once one does
  boolean take(DSLContext sql, long accountId) {
    return sql.deleteFrom(SIGN_UP_REQUEST).where(SIGN_UP_REQUEST.ACCOUNT_ID.eq(accountId)).execute()
        == 1;
  }

  /// Those who have waited longest.
  ///
  /// @param after an account that only later ones are wanted of; null for the first
  List<Request> waiting(DSLContext sql, @Nullable Long after, int most) {
    return sql.select(ACCOUNT.ID, ACCOUNT.NAME, SIGN_UP_REQUEST.NOTE, SIGN_UP_REQUEST.CREATED_AT)
        .from(SIGN_UP_REQUEST)
        .join(ACCOUNT)
        .on(ACCOUNT.ID.eq(SIGN_UP_REQUEST.ACCOUNT_ID))
        .where(AccountStore.STANDS)
        .and(after == null ? DSL.noCondition() : SIGN_UP_REQUEST.ACCOUNT_ID.gt(after))
        .orderBy(SIGN_UP_REQUEST.ACCOUNT_ID)
        .limit(most)
        .fetch(row -> new Request(row.value1(), row.value2(), row.value3(), row.value4()));
  }
}
