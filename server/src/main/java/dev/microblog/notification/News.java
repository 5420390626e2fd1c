package dev.microblog.notification;

/// What somebody has to read.
///
/// @param messages how many messages
/// @param notices how many notices
/// @param version grows with whatever changes it, and is close to the epoch milliseconds of the
/// change; 0 if there never was anything
public record News(long accountId, long messages, long notices, long version) {
  /// Nothing at all.
  public static News none(long accountId) {
    return new News(accountId, 0, 0, 0);
  }
}
