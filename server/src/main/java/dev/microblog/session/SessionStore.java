package dev.microblog.session;

import static dev.microblog.schema.Tables.ACCOUNT;
import static dev.microblog.schema.Tables.SESSION;

import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Kept;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// All SQL of sessions.
final class SessionStore {
  private static final Kept<Session> BY_TOKEN =
      new Kept<>(
          () ->
              DSL.select(
                      SESSION.ID,
                      SESSION.ACCOUNT_ID,
                      ACCOUNT.NAME,
                      SESSION.REMEMBERED,
                      SESSION.LAST_USED_AT,
                      SESSION.EXPIRES_AT)
                  .from(SESSION)
                  .join(ACCOUNT)
                  .on(ACCOUNT.ID.eq(SESSION.ACCOUNT_ID))
                  .where(SESSION.TOKEN_HASH.eq(Kept.value(SESSION.TOKEN_HASH)))
                  .and(SESSION.EXPIRES_AT.gt(Kept.value(SESSION.EXPIRES_AT)))
                  .and(ACCOUNT.DELETED_AT.eq(DSL.inline(0L))),
          row ->
              new Session(
                  row.getLong(1),
                  new Viewer(row.getLong(2), row.getString(3)),
                  row.getInt(4) != 0,
                  row.getLong(5),
                  row.getLong(6)));

  void insert(DSLContext sql, Session session, String tokenHash, String userAgent, String address) {
    sql.insertInto(SESSION)
        .set(SESSION.ID, session.id())
        .set(SESSION.TOKEN_HASH, tokenHash)
        .set(SESSION.ACCOUNT_ID, session.viewer().id())
        .set(SESSION.REMEMBERED, session.remembered() ? 1 : 0)
        .set(SESSION.USER_AGENT, userAgent)
        .set(SESSION.ADDRESS, address)
        .set(SESSION.CREATED_AT, session.lastUsedAt())
        .set(SESSION.LAST_USED_AT, session.lastUsedAt())
        .set(SESSION.EXPIRES_AT, session.expiresAt())
        .execute();
  }

  @Nullable Session byToken(DSLContext sql, String tokenHash, long now) {
    return BY_TOKEN.fetchOne(sql, tokenHash, now);
  }

  /// Which of these sessions hold.
  Set<Long> holding(DSLContext sql, Collection<Long> ids, long now) {
    return sql.select(SESSION.ID)
        .from(SESSION)
        .join(ACCOUNT)
        .on(ACCOUNT.ID.eq(SESSION.ACCOUNT_ID))
        .where(SESSION.ID.in(ids))
        .and(SESSION.EXPIRES_AT.gt(now))
        .and(ACCOUNT.DELETED_AT.eq(DSL.inline(0L)))
        .fetchSet(SESSION.ID);
  }

  void touch(DSLContext sql, long id, long now, long expiresAt) {
    sql.update(SESSION)
        .set(SESSION.LAST_USED_AT, now)
        .set(SESSION.EXPIRES_AT, expiresAt)
        .where(SESSION.ID.eq(id))
        .execute();
  }

  /// The account's sessions that hold, the one used last first.
  List<Device> devices(DSLContext sql, long accountId, long currentId, long now) {
    return sql.select(SESSION.ID, SESSION.USER_AGENT, SESSION.ADDRESS, SESSION.LAST_USED_AT)
        .from(SESSION)
        .where(SESSION.ACCOUNT_ID.eq(accountId))
        .and(SESSION.EXPIRES_AT.gt(now))
        .orderBy(SESSION.LAST_USED_AT.desc(), SESSION.ID.desc())
        .fetch(
            row ->
                new Device(
                    row.value1(),
                    row.value2(),
                    row.value3(),
                    row.value4(),
                    row.value1() == currentId));
  }

  /// Ends a session if it is the account's.
  ///
  /// @return whether there was one
  boolean end(DSLContext sql, long accountId, long id) {
    return sql.deleteFrom(SESSION)
            .where(SESSION.ID.eq(id))
            .and(SESSION.ACCOUNT_ID.eq(accountId))
            .execute()
        == 1;
  }

  /// Ends all sessions of an account but one; 0 spares none.
  void endOthers(DSLContext sql, long accountId, long keptId) {
    sql.deleteFrom(SESSION)
        .where(SESSION.ACCOUNT_ID.eq(accountId))
        .and(SESSION.ID.ne(keptId))
        .execute();
  }

  void delete(DSLContext sql, String tokenHash) {
    sql.deleteFrom(SESSION).where(SESSION.TOKEN_HASH.eq(tokenHash)).execute();
  }

  /// Keeps the account's newest sessions only.
  void keepNewest(DSLContext sql, long accountId, int most) {
    List<Long> surplus =
        sql.select(SESSION.ID)
            .from(SESSION)
            .where(SESSION.ACCOUNT_ID.eq(accountId))
            .orderBy(SESSION.ID.desc())
            .limit(1000)
            .offset(most)
            .fetch(SESSION.ID);
    if (!surplus.isEmpty()) {
      sql.deleteFrom(SESSION).where(SESSION.ID.in(surplus)).execute();
    }
  }

  void deleteExpired(DSLContext sql, long now) {
    sql.deleteFrom(SESSION).where(SESSION.EXPIRES_AT.le(now)).execute();
  }
}
