package dev.microblog.audit;

/// What can be done for the site. Names are kept, so they never change.
public enum Deed {
  ACCOUNT_CREATED,
  ACCOUNT_LOCKED,
  ACCOUNT_UNLOCKED,
  ACCOUNT_DELETED,
  PASSWORD_RESET,
  ROLE_CHANGED,

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
