package dev.microblog.web.admin;

import dev.microblog.account.Role;
import dev.microblog.moderation.ModerationRoom;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.http.Routes;
import dev.microblog.stats.Stats;
import dev.microblog.web.Site;
import java.nio.file.Path;
import java.time.InstantSource;

/// The addresses of those pages. Who may not see one gets the answer for an address that is none.
public final class AdminRoutes {
  private final Site site;
  private final OverviewPages overview;
  private final MemberPages members;
  private final MemberActions memberActions;
  private final AuditPages audit;

  /// @param folder where the data is
  public AdminRoutes(
      Site site,
      ModerationRoom moderation,
      Database database,
      Stats stats,
      Path folder,
      InstantSource clock) {
    this.site = site;
    overview = new OverviewPages(database, stats, folder, clock);
    members = new MemberPages(moderation);
    memberActions = new MemberActions(moderation.care(), members);
    audit = new AuditPages(moderation.audit(), moderation.roster());
  }

  /// Adds them.
  public void add(Routes routes) {
    routes.get("/admin", site.staff(Role.MODERATOR, overview::show));
    routes.get("/admin/jobs", site.staff(Role.OPERATOR, overview::jobs));
    routes.post("/admin/jobs/retry", site.staff(Role.OPERATOR, overview::retryAll));
    routes.post("/admin/jobs/{id}/retry", site.staff(Role.OPERATOR, overview::retry));
    routes.get("/admin/people", site.staff(Role.MODERATOR, members::list));
    routes.get("/admin/people/{name}", site.staff(Role.MODERATOR, members::show));
    routes.post("/admin/people/{name}/lock", site.staff(Role.MODERATOR, memberActions::lock));
    routes.post("/admin/people/{name}/unlock", site.staff(Role.MODERATOR, memberActions::unlock));
    routes.post("/admin/people/{name}/role", site.staff(Role.OPERATOR, memberActions::role));
    routes.post("/admin/people/{name}/delete", site.staff(Role.OPERATOR, memberActions::delete));
    routes.get("/admin/audit", site.staff(Role.MODERATOR, audit::list));
  }
}
