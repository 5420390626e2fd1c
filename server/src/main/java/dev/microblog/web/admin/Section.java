package dev.microblog.web.admin;

import dev.microblog.account.Role;

/// What there is to look after, in the order of the links.
public enum Section {
  OVERVIEW("/admin", Role.MODERATOR),
  PEOPLE("/admin/people", Role.MODERATOR),
  REGISTRATIONS(RegistrationPages.PATH, Role.MODERATOR),
  ANNOUNCEMENTS(AnnouncementPages.PATH, Role.OPERATOR),
  SETTINGS(SiteSettingsPages.PATH, Role.OPERATOR),
  REPORTS("/admin/reports", Role.MODERATOR),
  JOBS("/admin/jobs", Role.OPERATOR),
  HEALTH(HealthPages.PATH, Role.OPERATOR),
  AUDIT("/admin/audit", Role.MODERATOR);

  private final String path;
  private final Role least;

  Section(String path, Role least) {
    this.path = path;
    this.least = least;
  }

  /// Where it is.
  public String path() {
    return path;
  }

  /// Who may see it.
  public Role least() {
    return least;
  }

  /// The key of its name among the texts.
  public String label() {
    return "admin." + name();
  }
}
