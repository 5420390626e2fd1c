package dev.microblog.security;

import static dev.microblog.schema.Tables.PASSWORD_RESET;

import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// All SQL of passwords that are to be reset.
final class ResetStore {
  /// Somebody asked for it.
  ///
  /// @param emailKey the address that they typed, folded
  /// @param language tag of the language in which they asked
  /// @param base where the mail leads
  record Asked(String emailKey, String language, String base) {}

  /// A mailed token that holds.
  ///
  /// @param replaces what was kept of the password then
  record Open(long accountId, String replaces) {}

  void insert(DSLContext sql, long id, Asked asked, long expiresAt) {
    sql.insertInto(PASSWORD_RESET)
        .set(PASSWORD_RESET.ID, id)
        .set(PASSWORD_RESET.EMAIL_KEY, asked.emailKey())
        .set(PASSWORD_RESET.LANGUAGE, asked.language())
        .set(PASSWORD_RESET.BASE, asked.base())
        .set(PASSWORD_RESET.EXPIRES_AT, expiresAt)
        .execute();
  }

  @Nullable Asked asked(DSLContext sql, long id) {
    return sql.select(PASSWORD_RESET.EMAIL_KEY, PASSWORD_RESET.LANGUAGE, PASSWORD_RESET.BASE)
        .from(PASSWORD_RESET)
        .where(PASSWORD_RESET.ID.eq(id))
        .fetchOne(row -> new Asked(row.value1(), row.value2(), row.value3()));
  }

  /// Gives what was asked for its token.
  void open(DSLContext sql, long id, Open open, String tokenHash, long expiresAt) {
    sql.update(PASSWORD_RESET)
        .set(PASSWORD_RESET.ACCOUNT_ID, open.accountId())
        .set(PASSWORD_RESET.TOKEN_HASH, tokenHash)
        .set(PASSWORD_RESET.REPLACES, open.replaces())
        .set(PASSWORD_RESET.EXPIRES_AT, expiresAt)
        .where(PASSWORD_RESET.ID.eq(id))
        .execute();
  }

  @Nullable Open byToken(DSLContext sql, String tokenHash, long now) {
    return sql.select(PASSWORD_RESET.ACCOUNT_ID, PASSWORD_RESET.REPLACES)
        .from(PASSWORD_RESET)
        .where(PASSWORD_RESET.TOKEN_HASH.eq(tokenHash))
        .and(PASSWORD_RESET.EXPIRES_AT.gt(now))
        .fetchOne(row -> new Open(row.value1(), row.value2()));
  }

  /// Uses a token up.
  ///
  /// @return false if it does not hold any more: of two who use it at once one does
  boolean consume(DSLContext sql, String tokenHash, long now) {
    return sql.deleteFrom(PASSWORD_RESET)
            .where(PASSWORD_RESET.TOKEN_HASH.eq(tokenHash))
            .and(PASSWORD_RESET.EXPIRES_AT.gt(now))
            .execute()
        == 1;
  }

  void delete(DSLContext sql, long id) {
    sql.deleteFrom(PASSWORD_RESET).where(PASSWORD_RESET.ID.eq(id)).execute();
  }

  void deleteOf(DSLContext sql, long accountId) {
    sql.deleteFrom(PASSWORD_RESET).where(PASSWORD_RESET.ACCOUNT_ID.eq(accountId)).execute();
  }

  void deleteExpired(DSLContext sql, long now) {
    sql.deleteFrom(PASSWORD_RESET).where(PASSWORD_RESET.EXPIRES_AT.le(now)).execute();
  }
}
