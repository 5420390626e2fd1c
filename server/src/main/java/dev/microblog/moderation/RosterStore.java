package dev.microblog.moderation;

import static dev.microblog.schema.Tables.ACCOUNT;
import static dev.microblog.schema.Tables.ACCOUNT_RESTRICTION;
import static dev.microblog.schema.Tables.ACCOUNT_ROLE;

import dev.microblog.account.Account;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Restriction;
import dev.microblog.account.Role;
import dev.microblog.account.SuspensionStore;
import dev.microblog.platform.text.Folding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// All SQL of the list of accounts.
final class RosterStore {
  /// An account with its address.
  record Row(Account account, @Nullable String email) {}

  /// Behind every name that begins with something: names are made of less.
  private static final String LAST = "\uffff";

  List<Row> list(DSLContext sql, Roster.Wanted wanted, @Nullable Long before, int most) {
    return sql.select(columns())
        .from(ACCOUNT)
        .where(SuspensionStore.THERE)
        .and(before == null ? DSL.noCondition() : ACCOUNT.ID.lt(before))
        .and(condition(wanted))
        .orderBy(ACCOUNT.ID.desc())
        .limit(most)
        .fetch(row -> new Row(AccountStore.account(row), row.get(ACCOUNT.EMAIL)));
  }

  /// @param key folded name or address
  @Nullable Row find(DSLContext sql, String key) {
    return sql.select(columns())
        .from(ACCOUNT)
        .where(SuspensionStore.THERE)
        .and(ACCOUNT.NAME_KEY.eq(key).or(ACCOUNT.EMAIL_KEY.eq(key)))
        // A name that was brought here may be somebody else's address.
        .orderBy(ACCOUNT.ID)
        .limit(1)
        .fetchOne(row -> new Row(AccountStore.account(row), row.get(ACCOUNT.EMAIL)));
  }

  /// The names of these accounts, of the deleted too.
  Map<Long, String> names(DSLContext sql, Collection<Long> ids) {
    return names(sql, ACCOUNT.ID.in(ids));
  }

  /// The names of those of these accounts that are not deleted.
  Map<Long, String> present(DSLContext sql, Collection<Long> ids) {
    return names(sql, ACCOUNT.ID.in(ids).and(SuspensionStore.THERE));
  }

  private static Map<Long, String> names(DSLContext sql, Condition which) {
    return sql.select(ACCOUNT.ID, ACCOUNT.NAME)
        .from(ACCOUNT)
        .where(which)
        .fetchMap(ACCOUNT.ID, ACCOUNT.NAME);
  }

  private static List<SelectField<?>> columns() {
    List<SelectField<?>> columns = new ArrayList<>(AccountStore.PUBLIC);
    columns.add(ACCOUNT.EMAIL);
    return columns;
  }

  private static Condition condition(Roster.Wanted wanted) {
    List<Condition> all = new ArrayList<>();
    if (!wanted.start().isEmpty()) {
      String key = Folding.key(wanted.start());
      all.add(ACCOUNT.NAME_KEY.ge(key).and(ACCOUNT.NAME_KEY.lt(key + LAST)));
    }
    Role role = wanted.role();
    if (role != null) {
      all.add(
          ACCOUNT.ID.in(
              DSL.select(ACCOUNT_ROLE.ACCOUNT_ID)
                  .from(ACCOUNT_ROLE)
                  .where(ACCOUNT_ROLE.ROLE.eq(role.code()))));
    }
    Restriction restriction = wanted.restriction();
    if (restriction != null) {
      all.add(
          ACCOUNT.ID.in(
              DSL.select(ACCOUNT_RESTRICTION.ACCOUNT_ID)
                  .from(ACCOUNT_RESTRICTION)
                  .where(ACCOUNT_RESTRICTION.RESTRICTION.eq(restriction.code()))));
    }
    return DSL.and(all);
  }
}
