package dev.microblog.account;

import static dev.microblog.schema.Tables.ACCOUNT_RESTRICTION;

import dev.microblog.platform.db.Upsert;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// All SQL of what accounts may not do.
public final class RestrictionStore {
  /// What this account may not do.
  public Set<Restriction> of(DSLContext sql, long accountId) {
    return of(sql, List.of(accountId)).getOrDefault(accountId, Set.of());
  }

  /// What these accounts may not do, but those that may all.
  public Map<Long, Set<Restriction>> of(DSLContext sql, Collection<Long> accountIds) {
    return accountIds.isEmpty()
        ? Map.of()
        : sql
            .select(ACCOUNT_RESTRICTION.ACCOUNT_ID, ACCOUNT_RESTRICTION.RESTRICTION)
            .from(ACCOUNT_RESTRICTION)
            .where(ACCOUNT_RESTRICTION.ACCOUNT_ID.in(accountIds))
            .fetch()
            .stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.value1(),
                    Collectors.mapping(
                        row -> Restriction.of(row.value2()),
                        Collectors.toCollection(() -> EnumSet.noneOf(Restriction.class)))));
  }

  /// Restricts an account, or gives a restriction that it has another end.
  ///
  /// @param until epoch milliseconds; null until it is lifted
  public void put(
      DSLContext sql, long accountId, Restriction restriction, long since, @Nullable Long until) {
    Map<Field<?>, @Nullable Object> row = new HashMap<>();
    row.put(ACCOUNT_RESTRICTION.ACCOUNT_ID, accountId);
    row.put(ACCOUNT_RESTRICTION.RESTRICTION, restriction.code());
    row.put(ACCOUNT_RESTRICTION.SINCE, since);
    row.put(ACCOUNT_RESTRICTION.UNTIL, until);
    Upsert.insertOrUpdate(
        sql,
        ACCOUNT_RESTRICTION,
        row,
        List.of(ACCOUNT_RESTRICTION.ACCOUNT_ID, ACCOUNT_RESTRICTION.RESTRICTION),
        List.of(ACCOUNT_RESTRICTION.UNTIL));
  }

  /// Lifts a restriction.
  ///
  /// @return whether there was one
  public boolean delete(DSLContext sql, long accountId, Restriction restriction) {
    return sql.deleteFrom(ACCOUNT_RESTRICTION)
            .where(ACCOUNT_RESTRICTION.ACCOUNT_ID.eq(accountId))
            .and(ACCOUNT_RESTRICTION.RESTRICTION.eq(restriction.code()))
            .execute()
        == 1;
  }

  void deleteOf(DSLContext sql, long accountId) {
    sql.deleteFrom(ACCOUNT_RESTRICTION)
        .where(ACCOUNT_RESTRICTION.ACCOUNT_ID.eq(accountId))
        .execute();
  }
}
