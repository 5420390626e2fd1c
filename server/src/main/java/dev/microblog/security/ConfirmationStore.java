package dev.microblog.security;

import static dev.microblog.schema.Tables.EMAIL_CONFIRMATION;

import dev.microblog.platform.db.Upsert;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// All SQL of addresses that are to be confirmed.
final class ConfirmationStore {
  /// An address that is to be confirmed.
  record Unconfirmed(long accountId, String email) {}

  /// Keeps the address, in place of another one of the account.
  ///
  /// @param tokenHash null if no link leads there
  void put(
      DSLContext sql, long accountId, String email, @Nullable String tokenHash, long expiresAt) {
    Map<Field<?>, @Nullable Object> row = new HashMap<>();
    row.put(EMAIL_CONFIRMATION.ACCOUNT_ID, accountId);
    row.put(EMAIL_CONFIRMATION.EMAIL, email);
    row.put(EMAIL_CONFIRMATION.TOKEN_HASH, tokenHash);
    row.put(EMAIL_CONFIRMATION.EXPIRES_AT, expiresAt);
    Upsert.insertOrUpdate(
        sql,
        EMAIL_CONFIRMATION,
        row,
        List.of(EMAIL_CONFIRMATION.ACCOUNT_ID),
        List.of(
            EMAIL_CONFIRMATION.EMAIL,
            EMAIL_CONFIRMATION.TOKEN_HASH,
            EMAIL_CONFIRMATION.EXPIRES_AT));
  }

  /// The address that the account has to confirm; empty if there is none.
  String of(DSLContext sql, long accountId) {
    String email =
        sql.select(EMAIL_CONFIRMATION.EMAIL)
            .from(EMAIL_CONFIRMATION)
            .where(EMAIL_CONFIRMATION.ACCOUNT_ID.eq(accountId))
            .fetchOne(EMAIL_CONFIRMATION.EMAIL);
    return email == null ? "" : email;
  }

  @Nullable Unconfirmed byToken(DSLContext sql, String tokenHash, long now) {
    return sql.select(EMAIL_CONFIRMATION.ACCOUNT_ID, EMAIL_CONFIRMATION.EMAIL)
        .from(EMAIL_CONFIRMATION)
        .where(EMAIL_CONFIRMATION.TOKEN_HASH.eq(tokenHash))
        .and(EMAIL_CONFIRMATION.EXPIRES_AT.gt(now))
        .fetchOne(row -> new Unconfirmed(row.value1(), row.value2()));
  }

  /// Uses a token up.
  ///
  /// @return false if it does not hold any more: of two who use it at once one does
  boolean consume(DSLContext sql, String tokenHash, long now) {
    return sql.deleteFrom(EMAIL_CONFIRMATION)
            .where(EMAIL_CONFIRMATION.TOKEN_HASH.eq(tokenHash))
            .and(EMAIL_CONFIRMATION.EXPIRES_AT.gt(now))
            .execute()
        == 1;
  }

  /// Lets no link lead there any more.
  void disarm(DSLContext sql, long accountId) {
    sql.update(EMAIL_CONFIRMATION)
        .setNull(EMAIL_CONFIRMATION.TOKEN_HASH)
        .where(EMAIL_CONFIRMATION.ACCOUNT_ID.eq(accountId))
        .execute();
  }

  void delete(DSLContext sql, long accountId) {
    sql.deleteFrom(EMAIL_CONFIRMATION).where(EMAIL_CONFIRMATION.ACCOUNT_ID.eq(accountId)).execute();
  }
}
