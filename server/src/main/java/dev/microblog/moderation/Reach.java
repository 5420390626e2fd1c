package dev.microblog.moderation;

import dev.microblog.account.Restriction;
import dev.microblog.account.RestrictionStore;
import dev.microblog.account.Role;
import dev.microblog.account.RoleStore;
import dev.microblog.account.SuspensionStore;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lets somebody do something to an account if they may, with nobody else at it meanwhile.
final class Reach {
  /// What is done to an account.
  interface Deeds {
    /// Does it.
    ///
    /// @param state standing or suspended
    AccountCare.Outcome on(Transaction transaction, Viewer account, SuspensionStore.State state);
  }

  private final Database database;
  private final RoleStore roles;
  private final RestrictionStore restrictions;
  private final SuspensionStore suspensions = new SuspensionStore();
  private final Rights rights;

  Reach(Database database, RoleStore roles, RestrictionStore restrictions, Rights rights) {
    this.database = database;
    this.roles = roles;
    this.restrictions = restrictions;
    this.rights = rights;
  }

  /// Does something to the account of this name, suspended or not.
  AccountCare.Outcome upon(Actor actor, String name, Deeds deeds) {
    return rights.has(actor, Role.MODERATOR)
        ? database.write(
            transaction ->
                within(transaction, actor, suspensions.find(transaction.sql(), name), deeds))
        : new AccountCare.Outcome.NotAllowed();
  }

  /// The same, in a transaction that does more.
  ///
  /// @param account null if there is none
  AccountCare.Outcome within(
      Transaction transaction, Actor actor, @Nullable Viewer account, Deeds deeds) {
    // Whoever changes roles changes these: of two operators who lock each other one is first.
    roles.lock(transaction.sql(), Role.OPERATOR);
    if (account == null) {
      return new AccountCare.Outcome.Unknown();
    }
    SuspensionStore.State state = suspensions.lock(transaction.sql(), account.id());
    if (state == SuspensionStore.State.GONE) {
      return new AccountCare.Outcome.Unknown();
    }
    Role role = roles.of(transaction.sql(), account.id());
    return rights.over(transaction.sql(), actor, role)
        ? deeds.on(transaction, account, state)
        : new AccountCare.Outcome.NotAllowed();
  }

  /// Whether nobody looks after the site if this account does not.
  boolean isLastOperator(Transaction transaction, Viewer account) {
    List<Long> operators = roles.lock(transaction.sql(), Role.OPERATOR);
    var kept = restrictions.of(transaction.sql(), operators);
    List<Long> able =
        operators.stream()
            .filter(id -> kept.getOrDefault(id, Set.of()).stream().noneMatch(Restriction::keepsOut))
            .toList();
    return able.equals(List.of(account.id()));
  }
}
