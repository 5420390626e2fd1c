package dev.microblog.moderation;

import static dev.microblog.schema.Tables.ACCOUNT;
import static dev.microblog.schema.Tables.ACCOUNT_RESTRICTION;
import static dev.microblog.schema.Tables.ACCOUNT_ROLE;

import dev.microblog.account.Account;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Restriction;
import dev.microblog.account.RestrictionStore;
import dev.microblog.account.Role;
import dev.microblog.account.RoleStore;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.text.Folding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Everybody who has an account, as those see them who look after the site. No question costs more
/// the more accounts there are.
public final class Roster {
  /// Somebody with what only those see who look after the site.
  ///
  /// @param email null if there is none
  public record Member(
      Account account, @Nullable String email, Role role, Set<Restriction> restrictions) {}

  /// Who is wanted.
  ///
  /// @param start of the name; empty for all
  /// @param role null for all
  /// @param restriction null for all
  public record Wanted(String start, @Nullable Role role, @Nullable Restriction restriction) {
    /// Everybody.
    public static final Wanted ALL = new Wanted("", null, null);
  }

  /// Some of those who are wanted.
  ///
  /// @param next to ask on with; null if these are all that are left
  public record Page(List<Member> members, @Nullable Long next) {}

  /// Behind every name that begins with something: names are made of less.
  private static final String LAST = "\uffff";

  private final Database database;
  private final RoleStore roles;
  private final RestrictionStore restrictions;

  public Roster(Database database, RoleStore roles, RestrictionStore restrictions) {
    this.database = database;
    this.roles = roles;
    this.restrictions = restrictions;
  }

  /// Some of those who are wanted, the newest first.
  ///
  /// @param before an id that only older ones are wanted of; null for the newest
  public Page list(Wanted wanted, @Nullable Long before, int most) {
    return database.read(
        sql -> {
          Condition older = before == null ? DSL.noCondition() : ACCOUNT.ID.lt(before);
          List<Record> rows =
              new ArrayList<>(
                  sql.select(columns())
                      .from(ACCOUNT)
                      .where(AccountStore.STANDS)
                      .and(older)
                      .and(condition(wanted))
                      .orderBy(ACCOUNT.ID.desc())
                      .limit(most + 1)
                      .fetch());
          Long next = null;
          if (rows.size() > most) {
            rows.removeLast();
            next = rows.getLast().get(ACCOUNT.ID);
          }
          return new Page(members(sql, rows), next);
        });
  }

  /// The member with this name or address; null if there is none.
  public @Nullable Member find(String nameOrAddress) {
    String key = Folding.key(nameOrAddress.strip());
    return database.<@Nullable Member>read(
        sql -> {
          List<Member> found =
              members(
                  sql,
                  sql
                      .select(columns())
                      .from(ACCOUNT)
                      .where(AccountStore.STANDS)
                      .and(ACCOUNT.NAME_KEY.eq(key).or(ACCOUNT.EMAIL_KEY.eq(key)))
                      .fetch()
                      .stream()
                      .map(Record.class::cast)
                      .toList());
          return found.isEmpty() ? null : found.getFirst();
        });
  }

  /// The names of these accounts, of the deleted too.
  public Map<Long, String> names(Collection<Long> ids) {
    return ids.isEmpty()
        ? Map.of()
        : database.read(
            sql ->
                sql.select(ACCOUNT.ID, ACCOUNT.NAME)
                    .from(ACCOUNT)
                    .where(ACCOUNT.ID.in(ids))
                    .fetchMap(ACCOUNT.ID, ACCOUNT.NAME));
  }

  private static List<SelectField<?>> columns() {
    List<SelectField<?>> columns = new ArrayList<>(AccountStore.PUBLIC);
    columns.add(ACCOUNT.EMAIL);
    return columns;
  }

  private static Condition condition(Wanted wanted) {
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

  private List<Member> members(DSLContext sql, List<Record> rows) {
    List<Long> ids = rows.stream().map(row -> row.get(ACCOUNT.ID)).toList();
    Map<Long, Role> roleOf = roles.of(sql, ids);
    Map<Long, Set<Restriction>> restricted = restrictions.of(sql, ids);
    return rows.stream()
        .map(
            row -> {
              long id = row.get(ACCOUNT.ID);
              return new Member(
                  AccountStore.account(row),
                  row.get(ACCOUNT.EMAIL),
                  roleOf.getOrDefault(id, Role.PERSON),
                  restricted.getOrDefault(id, Set.of()));
            })
        .toList();
  }
}
