package dev.microblog.moderation;

import dev.microblog.account.Account;
import dev.microblog.account.Restriction;
import dev.microblog.account.RestrictionStore;
import dev.microblog.account.Role;
import dev.microblog.account.RoleStore;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Part;
import dev.microblog.platform.text.Folding;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
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

  private final Database database;
  private final RosterStore store = new RosterStore();
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
  public Part<Member> list(Wanted wanted, @Nullable Long before, int most) {
    return database.read(
        sql -> {
          Part<RosterStore.Row> part =
              Part.of(store.list(sql, wanted, before, most + 1), most, row -> row.account().id());
          return part.with(members(sql, part.items()));
        });
  }

  /// The member with this name or address; null if there is none.
  public @Nullable Member find(String nameOrAddress) {
    String key = Folding.key(nameOrAddress.strip());
    return database.<@Nullable Member>read(
        sql -> {
          RosterStore.Row row = store.find(sql, key);
          return row == null ? null : members(sql, List.of(row)).getFirst();
        });
  }

  /// The names of these accounts, of the deleted too.
  public Map<Long, String> names(Collection<Long> ids) {
    return ids.isEmpty() ? Map.of() : database.read(sql -> store.names(sql, ids));
  }

  /// The same, of those alone that are not deleted.
  public Map<Long, String> present(Collection<Long> ids) {
    return ids.isEmpty() ? Map.of() : database.read(sql -> store.present(sql, ids));
  }

  private List<Member> members(DSLContext sql, List<RosterStore.Row> rows) {
    List<Long> ids = rows.stream().map(row -> row.account().id()).toList();
    Map<Long, Role> roleOf = roles.of(sql, ids);
    Map<Long, Set<Restriction>> restricted = restrictions.of(sql, ids);
    return rows.stream()
        .map(
            row -> {
              long id = row.account().id();
              return new Member(
                  row.account(),
                  row.email(),
                  roleOf.getOrDefault(id, Role.PERSON),
                  restricted.getOrDefault(id, Set.of()));
            })
        .toList();
  }
}
