package dev.microblog.token;

import static dev.microblog.schema.Tables.ACCOUNT;
import static dev.microblog.schema.Tables.API_TOKEN;

import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Kept;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// All SQL of tokens.
final class ApiTokenStore {
  /// A token that holds.
  ///
  /// @param lastUsedAt epoch milliseconds; 0 if it was not used
  record Found(Access access, long lastUsedAt) {}

  private static final Kept<Found> BY_TOKEN =
      new Kept<>(
          () ->
              DSL.select(
                      API_TOKEN.ID,
                      API_TOKEN.ACCOUNT_ID,
                      ACCOUNT.NAME,
                      API_TOKEN.SCOPES,
                      API_TOKEN.LAST_USED_AT)
                  .from(API_TOKEN)
                  .join(ACCOUNT)
                  .on(ACCOUNT.ID.eq(API_TOKEN.ACCOUNT_ID))
                  .where(API_TOKEN.TOKEN_HASH.eq(Kept.value(API_TOKEN.TOKEN_HASH)))
                  .and(
                      API_TOKEN
                          .EXPIRES_AT
                          .isNull()
                          .or(API_TOKEN.EXPIRES_AT.gt(Kept.value(API_TOKEN.EXPIRES_AT))))
                  .and(ACCOUNT.DELETED_AT.eq(DSL.inline(0L))),
          row ->
              new Found(
                  new Access(
                      new Viewer(row.getLong(2), row.getString(3)),
                      row.getLong(1),
                      Scope.split(row.getString(4))),
                  row.getLong(5)));

  void insert(DSLContext sql, ApiToken token, long accountId, String tokenHash) {
    sql.insertInto(API_TOKEN)
        .set(API_TOKEN.ID, token.id())
        .set(API_TOKEN.ACCOUNT_ID, accountId)
        .set(API_TOKEN.NAME, token.name())
        .set(API_TOKEN.TOKEN_HASH, tokenHash)
        .set(API_TOKEN.SCOPES, Scope.join(token.scopes()))
        .set(API_TOKEN.CREATED_AT, token.createdAt())
        .set(API_TOKEN.EXPIRES_AT, token.expiresAt())
        .execute();
  }

  @Nullable Found byToken(DSLContext sql, String tokenHash, long now) {
    return BY_TOKEN.fetchOne(sql, tokenHash, now);
  }

  /// Which of these tokens hold.
  Set<Long> holding(DSLContext sql, Collection<Long> ids, long now) {
    return sql.select(API_TOKEN.ID)
        .from(API_TOKEN)
        .join(ACCOUNT)
        .on(ACCOUNT.ID.eq(API_TOKEN.ACCOUNT_ID))
        .where(API_TOKEN.ID.in(ids))
        .and(API_TOKEN.EXPIRES_AT.isNull().or(API_TOKEN.EXPIRES_AT.gt(now)))
        .and(ACCOUNT.DELETED_AT.eq(DSL.inline(0L)))
        .fetchSet(API_TOKEN.ID);
  }

  /// The account's tokens that hold, the newest first.
  List<ApiToken> list(DSLContext sql, long accountId, long now) {
    return sql.select(
            API_TOKEN.ID,
            API_TOKEN.NAME,
            API_TOKEN.SCOPES,
            API_TOKEN.CREATED_AT,
            API_TOKEN.LAST_USED_AT,
            API_TOKEN.EXPIRES_AT)
        .from(API_TOKEN)
        .where(API_TOKEN.ACCOUNT_ID.eq(accountId))
        .and(API_TOKEN.EXPIRES_AT.isNull().or(API_TOKEN.EXPIRES_AT.gt(now)))
        .orderBy(API_TOKEN.ID.desc())
        .fetch(
            row ->
                new ApiToken(
                    row.value1(),
                    row.value2(),
                    Scope.split(row.value3()),
                    row.value4(),
                    row.value5(),
                    row.value6()));
  }

  void touch(DSLContext sql, long id, long now) {
    sql.update(API_TOKEN).set(API_TOKEN.LAST_USED_AT, now).where(API_TOKEN.ID.eq(id)).execute();
  }

  /// Ends a token if it is the account's.
  ///
  /// @return whether there was one
  boolean delete(DSLContext sql, long accountId, long id) {
    return delete(sql, API_TOKEN.ID.eq(id).and(API_TOKEN.ACCOUNT_ID.eq(accountId))) == 1;
  }

  void deleteOf(DSLContext sql, long accountId) {
    delete(sql, API_TOKEN.ACCOUNT_ID.eq(accountId));
  }

  void deleteExpired(DSLContext sql, long now) {
    delete(sql, API_TOKEN.EXPIRES_AT.le(now));
  }

  private static int delete(DSLContext sql, Condition which) {
    return sql.deleteFrom(API_TOKEN).where(which).execute();
  }
}
