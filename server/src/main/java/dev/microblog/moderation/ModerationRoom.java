package dev.microblog.moderation;

import dev.microblog.account.AccountStore;
import dev.microblog.account.Accounts;
import dev.microblog.account.Passwords;
import dev.microblog.account.RestrictionStore;
import dev.microblog.account.RoleStore;
import dev.microblog.audit.Audit;
import dev.microblog.hiding.HiddenPosts;
import dev.microblog.mail.Mails;
import dev.microblog.notification.Notices;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Events;
import dev.microblog.post.PostStore;
import dev.microblog.report.Reports;
import java.time.InstantSource;

/// What those use who look after the site.
public record ModerationRoom(
    Rights rights,
    Roster roster,
    AccountCare care,
    Sanctions sanctions,
    PostCare posts,
    Reports reports,
    Verdicts verdicts,
    Appeals appeals,
    Audit audit) {
  /// Puts the room together.
  public static ModerationRoom make(
      Database database,
      AccountStore accountStore,
      Accounts accounts,
      PostStore postStore,
      HiddenPosts hidden,
      Reports reports,
      Notices notices,
      Mails mails,
      Passwords passwords,
      Events events,
      Limits limits,
      Ids ids,
      InstantSource clock) {
    RoleStore roles = new RoleStore();
    RestrictionStore restrictions = new RestrictionStore();
    Audit audit = new Audit(database, ids, clock);
    Rights rights = new Rights(database, roles);
    Reach reach = new Reach(database, roles, restrictions, rights);
    Letters letters = new Letters(notices, mails, ids);
    AccountCare care =
        new AccountCare(
            accountStore,
            accounts,
            roles,
            restrictions,
            rights,
            reach,
            passwords,
            audit,
            events,
            clock);
    Sanctions sanctions =
        new Sanctions(database, accountStore, restrictions, reach, letters, audit, events, clock);
    PostCare posts = new PostCare(database, postStore, hidden, rights, reach, letters, audit);
    return new ModerationRoom(
        rights,
        new Roster(database, roles, restrictions),
        care,
        sanctions,
        posts,
        reports,
        new Verdicts(database, reports, rights, reach, sanctions, posts, audit),
        new Appeals(database, rights, reach, sanctions, care, audit, events, limits, ids, clock),
        audit);
  }
}
