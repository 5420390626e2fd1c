package dev.microblog.moderation;

import dev.microblog.account.AccountStore;
import dev.microblog.account.Accounts;
import dev.microblog.account.Passwords;
import dev.microblog.account.RestrictionStore;
import dev.microblog.account.RoleStore;
import dev.microblog.audit.Audit;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Events;
import java.time.InstantSource;

/// What those use who look after the site.
public record ModerationRoom(Rights rights, Roster roster, AccountCare care, Audit audit) {
  /// Puts the room together.
  public static ModerationRoom make(
      Database database,
      AccountStore accountStore,
      Accounts accounts,
      Passwords passwords,
      Events events,
      Ids ids,
      InstantSource clock) {
    RoleStore roles = new RoleStore();
    RestrictionStore restrictions = new RestrictionStore();
    Audit audit = new Audit(database, ids, clock);
    Rights rights = new Rights(database, roles);
    return new ModerationRoom(
        rights,
        new Roster(database, roles, restrictions),
        new AccountCare(
            database,
            accountStore,
            accounts,
            roles,
            restrictions,
            rights,
            passwords,
            audit,
            events,
            clock),
        audit);
  }
}
