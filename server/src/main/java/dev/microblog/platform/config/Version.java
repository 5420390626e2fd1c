package dev.microblog.platform.config;

/// Which Microblog this is.
public final class Version {
  /// As in CHANGELOG.md.
  public static final String NUMBER = "0.1.0";

  private Version() {}
}
