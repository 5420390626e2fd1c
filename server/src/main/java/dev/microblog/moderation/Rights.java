package dev.microblog.moderation;

import dev.microblog.account.Role;
import dev.microblog.account.RoleStore;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Lagging;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/// Who may do what for the site. Asked anew each time: a role may have been taken a moment ago.
public final class Rights {
  private final Database database;
  private final RoleStore roles;
  private final Lagging<Map<Long, Role>> listed;

  public Rights(Database database, RoleStore roles) {
    this.database = database;
    this.roles = roles;
    this.listed = new Lagging<>(_ -> database.read(roles::all));
  }

  /// The viewer's role as it was a moment ago, for what a page offers. Those who have one are few,
  /// so all are kept, and a page asks nobody.
  public Role shown(Viewer viewer) {
    return listed.get().getOrDefault(viewer.id(), Role.PERSON);
  }

  /// Has the roles read anew: one was given here.
  void forget() {
    listed.forget();
  }

  /// The viewer's role.
  public Role role(Viewer viewer) {
    return database.read(sql -> roles.of(sql, viewer.id()));
  }

  /// Whether somebody has this role, or one that allows more.
  public boolean has(Actor actor, Role role) {
    return switch (actor) {
      case Actor.Person(Viewer viewer) -> role(viewer).atLeast(role);
      case Actor.CommandLine() -> true;
    };
  }

  /// Whether somebody may decide about what was reported of an account: nobody about themselves.
  boolean decides(DSLContext sql, Actor actor, long accountId) {
    return actor.id() != accountId && over(sql, actor, roles.of(sql, accountId));
  }

  /// The same, for which of these accounts.
  Set<Long> decides(Viewer viewer, Collection<Long> accountIds) {
    return database.read(
        sql -> {
          Role mine = roles.of(sql, viewer.id());
          Map<Long, Role> theirs = roles.of(sql, accountIds);
          return accountIds.stream()
              .filter(id -> id != viewer.id() && mine.over(theirs.getOrDefault(id, Role.PERSON)))
              .collect(Collectors.toSet());
        });
  }

  /// Whether somebody may do something to an account with this role, see [Role#over].
  boolean over(DSLContext sql, Actor actor, Role role) {
    return switch (actor) {
      case Actor.Person(Viewer viewer) -> roles.of(sql, viewer.id()).over(role);
      case Actor.CommandLine() -> true;
    };
  }
}
