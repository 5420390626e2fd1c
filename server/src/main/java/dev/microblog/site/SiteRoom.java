package dev.microblog.site;

import dev.microblog.account.AccountDeleted;
import dev.microblog.account.AccountStore;
import dev.microblog.audit.Audit;
import dev.microblog.moderation.Rights;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Events;
import dev.microblog.platform.job.Jobs;
import java.time.Duration;
import java.time.InstantSource;

/// The room put together.
///
/// @param sweep forgets what is told no more
public record SiteRoom(
    CurrentSite current, SiteCare care, Announcements announcements, Jobs.Job sweep) {
  /// Makes the room.
  ///
  /// @param current made before, for rooms that only need to know what the site is called
  public static SiteRoom make(
      CurrentSite current,
      Database database,
      AccountStore accounts,
      Rights rights,
      Audit audit,
      Events events,
      Ids ids,
      InstantSource clock) {
    Announcements announcements = new Announcements(database, accounts, rights, audit, ids, clock);
    events.on(AccountDeleted.class, announcements::accountDeleted);
    return new SiteRoom(
        current,
        new SiteCare(database, current, rights, audit, clock),
        announcements,
        new Jobs.Job("sweep-announcements", Duration.ofHours(6), announcements::sweep));
  }
}
