package dev.microblog.audit;

/// What can be done for the site. Names are kept, so they never change.
public enum Deed {
  ACCOUNT_CREATED,
  ACCOUNT_LOCKED,
  ACCOUNT_UNLOCKED,
  ACCOUNT_DELETED,
  PASSWORD_RESET,
  ROLE_CHANGED,
  SITE_CHANGED,
  ANNOUNCEMENT_MADE,
  ANNOUNCEMENT_ENDED,
  SIGN_UP_ACCEPTED,
  SIGN_UP_REFUSED,
  INVITATION_MADE,
  INVITATION_REVOKED,
  ACCOUNT_WARNED,
  ACCOUNT_LIMITED,
  ACCOUNT_UNLIMITED,
  ACCOUNT_SUSPENDED,
  ACCOUNT_LIFTED,
  POST_HIDDEN,
  POST_SHOWN,
  REPORTS_DISMISSED,
  APPEAL_REFUSED,

  /// A deed of a newer application.
  UNKNOWN;

  static Deed of(String name) {
    for (Deed deed : values()) {
      if (deed.name().equals(name)) {
        return deed;
      }
    }
    return UNKNOWN;
  }
}
