package dev.microblog.account;

import static dev.microblog.schema.Tables.ACCOUNT;
import static dev.microblog.schema.Tables.ACCOUNT_ROLE;
import static dev.microblog.schema.Tables.SCHEMA_LEVEL;

import dev.microblog.platform.db.ForUpdate;
import dev.microblog.platform.db.Upsert;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;

/// All SQL of roles.
public final class RoleStore {
  /// The role of an account.
  public Role of(DSLContext sql, long accountId) {
    Integer code =
        sql.select(ACCOUNT_ROLE.ROLE)
            .from(ACCOUNT_ROLE)
            .where(ACCOUNT_ROLE.ACCOUNT_ID.eq(accountId))
            .fetchOne(ACCOUNT_ROLE.ROLE);
    return code == null ? Role.PERSON : Role.of(code);
  }

  /// Everybody who has a role.
  public Map<Long, Role> all(DSLContext sql) {
    return sql.select(ACCOUNT_ROLE.ACCOUNT_ID, ACCOUNT_ROLE.ROLE)
        .from(ACCOUNT_ROLE)
        .fetchMap(ACCOUNT_ROLE.ACCOUNT_ID, row -> Role.of(row.value2()));
  }

  /// The roles of these accounts, but of those who have none.
  public Map<Long, Role> of(DSLContext sql, Collection<Long> accountIds) {
    return accountIds.isEmpty()
        ? Map.of()
        : sql.select(ACCOUNT_ROLE.ACCOUNT_ID, ACCOUNT_ROLE.ROLE)
            .from(ACCOUNT_ROLE)
            .where(ACCOUNT_ROLE.ACCOUNT_ID.in(accountIds))
            .fetchMap(ACCOUNT_ROLE.ACCOUNT_ID, row -> Role.of(row.value2()));
  }

  /// Who has this role, the oldest account first. Nobody changes that until the transaction ends.
  public List<Long> lock(DSLContext sql, Role role) {
    var rows =
        sql.select(ACCOUNT_ROLE.ACCOUNT_ID)
            .from(ACCOUNT_ROLE)
            .where(ACCOUNT_ROLE.ROLE.eq(role.code()))
            .orderBy(ACCOUNT_ROLE.ACCOUNT_ID);
    return ForUpdate.of(sql, rows).fetch(ACCOUNT_ROLE.ACCOUNT_ID);
  }

  /// Gives an account a role, and takes the one that it had.
  public void put(DSLContext sql, long accountId, Role role, long now) {
    if (role == Role.PERSON) {
      delete(sql, accountId);
      return;
    }
    Upsert.insertOrUpdate(
        sql,
        ACCOUNT_ROLE,
        Map.of(
            ACCOUNT_ROLE.ACCOUNT_ID, accountId,
            ACCOUNT_ROLE.ROLE, role.code(),
            ACCOUNT_ROLE.GRANTED_AT, now),
        List.of(ACCOUNT_ROLE.ACCOUNT_ID),
        List.of(ACCOUNT_ROLE.ROLE, ACCOUNT_ROLE.GRANTED_AT));
  }

  void delete(DSLContext sql, long accountId) {
    sql.deleteFrom(ACCOUNT_ROLE).where(ACCOUNT_ROLE.ACCOUNT_ID.eq(accountId)).execute();
  }

  /// Whether no account was ever made. Then nobody else makes one until the transaction ends: of
  /// two who sign up at once on an empty site one is first.
  boolean empty(DSLContext sql) {
    if (sql.fetchExists(ACCOUNT)) {
      return false;
    }
    ForUpdate.of(sql, sql.select(SCHEMA_LEVEL.ID).from(SCHEMA_LEVEL)).fetch();
    return !sql.fetchExists(ACCOUNT);
  }
}
