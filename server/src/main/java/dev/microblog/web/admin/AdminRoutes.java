package dev.microblog.web.admin;

import dev.microblog.account.Role;
import dev.microblog.mail.Mails;
import dev.microblog.moderation.ModerationRoom;
import dev.microblog.platform.http.Routes;
import dev.microblog.registration.RegistrationRoom;
import dev.microblog.site.SiteRoom;
import dev.microblog.web.Site;

/// The addresses of those pages. Who may not see one gets the answer for an address that is none.
public final class AdminRoutes {
  private final Site site;
  private final OverviewPages overview;
  private final MemberPages members;
  private final MemberActions memberActions;
  private final CasePages cases;
  private final CaseActions caseActions;
  private final HidingPages hiding;
  private final AuditPages audit;
  private final SiteSettingsPages settings;
  private final RegistrationPages registrations;
  private final AnnouncementPages announcements;
  private final HealthPages health;

  public AdminRoutes(
      Site site,
      ModerationRoom moderation,
      SiteRoom room,
      RegistrationRoom registration,
      Mails mails,
      OverviewPages overview,
      HealthPages health) {
    settings = new SiteSettingsPages(room.care());
    registrations = new RegistrationPages(registration, moderation.roster(), mails);
    announcements = new AnnouncementPages(room.announcements());
    this.site = site;
    this.overview = overview;
    this.health = health;
    members = new MemberPages(moderation);
    memberActions = new MemberActions(moderation.care(), moderation.sanctions(), members);
    cases = new CasePages(moderation);
    caseActions = new CaseActions(moderation, cases);
    hiding = new HidingPages(moderation.posts());
    audit = new AuditPages(moderation.audit(), moderation.roster());
  }

  /// Adds them.
  public void add(Routes routes) {
    routes.get("/admin", site.staff(Role.MODERATOR, overview::show));
    routes.get("/admin/jobs", site.staff(Role.OPERATOR, overview::jobs));
    routes.post("/admin/jobs/retry", site.staff(Role.OPERATOR, overview::retryAll));
    routes.post("/admin/jobs/{id}/retry", site.staff(Role.OPERATOR, overview::retry));
    routes.get("/admin/health", site.staff(Role.OPERATOR, health::show));
    routes.post("/admin/health", site.staff(Role.OPERATOR, health::look));
    routes.get("/admin/people", site.staff(Role.MODERATOR, members::list));
    routes.get("/admin/people/{name}", site.staff(Role.MODERATOR, members::show));
    routes.post("/admin/people/{name}/lock", site.staff(Role.MODERATOR, memberActions::lock));
    routes.post("/admin/people/{name}/unlock", site.staff(Role.MODERATOR, memberActions::unlock));
    routes.post("/admin/people/{name}/role", site.staff(Role.OPERATOR, memberActions::role));
    routes.post("/admin/people/{name}/delete", site.staff(Role.OPERATOR, memberActions::delete));
    routes.get("/admin/registrations", site.staff(Role.MODERATOR, registrations::show));
    routes.post(
        "/admin/registrations/{name}/accept", site.staff(Role.MODERATOR, registrations::accept));
    routes.post(
        "/admin/registrations/{name}/refuse", site.staff(Role.MODERATOR, registrations::refuse));
    routes.post("/admin/invitations", site.staff(Role.MODERATOR, registrations::invite));
    routes.post(
        "/admin/invitations/{id}/revoke", site.staff(Role.MODERATOR, registrations::revoke));
    routes.get("/admin/announcements", site.staff(Role.OPERATOR, announcements::show));
    routes.post("/admin/announcements", site.staff(Role.OPERATOR, announcements::make));
    routes.post("/admin/announcements/{id}/end", site.staff(Role.OPERATOR, announcements::end));
    routes.get("/admin/settings", site.staff(Role.OPERATOR, settings::show));
    routes.post("/admin/settings", site.staff(Role.OPERATOR, settings::change));
    routes.post("/admin/people/{name}/measure", site.staff(Role.MODERATOR, memberActions::measure));
    routes.get("/admin/reports", site.staff(Role.MODERATOR, cases::list));
    routes.get("/admin/reports/{id}", site.staff(Role.MODERATOR, cases::show));
    routes.post("/admin/reports/{id}", site.staff(Role.MODERATOR, caseActions::decide));
    routes.post("/admin/appeals/{id}", site.staff(Role.MODERATOR, caseActions::appeal));
    routes.get("/admin/posts/{id}", site.staff(Role.MODERATOR, hiding::show));
    routes.post("/admin/posts/{id}/hide", site.staff(Role.MODERATOR, hiding::hide));
    routes.post("/admin/posts/{id}/show", site.staff(Role.MODERATOR, hiding::unhide));
    routes.get("/admin/audit", site.staff(Role.MODERATOR, audit::list));
  }
}
