package dev.microblog.moderation;

import dev.microblog.account.Role;
import dev.microblog.account.RoleStore;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Database;
import java.time.Duration;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Who may do what for the site. Asked anew each time: a role may have been taken a moment ago.
public final class Rights {
  /// How long after a role was given elsewhere pages may still be as they were.
  private static final Duration LAG = Duration.ofSeconds(5);

  private record Listed(Map<Long, Role> roles, long readAt) {}

  private final Database database;
  private final RoleStore roles;
  private volatile @Nullable Listed listed;

  public Rights(Database database, RoleStore roles) {
    this.database = database;
    this.roles = roles;
  }

  /// The viewer's role as it was a moment ago, for what a page offers. Those who have one are few,
  /// so all are kept, and a page asks nobody.
  public Role shown(Viewer viewer) {
    Listed known = listed;
    long now = System.nanoTime();
    if (known == null || now - known.readAt() > LAG.toNanos()) {
      known = new Listed(database.read(roles::all), now);
      listed = known;
    }
    return known.roles().getOrDefault(viewer.id(), Role.PERSON);
  }

  /// Has the roles read anew: one was given here.
  void forget() {
    listed = null;
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

  /// Whether somebody may do something to an account with this role: operators to all, moderators
  /// to those who have none.
  boolean over(DSLContext sql, Actor actor, Role role) {
    return switch (actor) {
      case Actor.Person(Viewer viewer) ->
          switch (roles.of(sql, viewer.id())) {
            case PERSON -> false;
            case MODERATOR -> role == Role.PERSON;
            case OPERATOR -> true;
          };
      case Actor.CommandLine() -> true;
    };
  }
}
