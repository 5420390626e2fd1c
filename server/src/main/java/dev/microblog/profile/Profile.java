package dev.microblog.profile;

import dev.microblog.account.Account;

/// A person's page for one viewer.
///
/// @param own whether it is the viewer's own
/// @param followed whether the viewer follows the person
/// @param blocking whether the viewer has blocked the person
/// @param blocked whether the person has blocked the viewer
/// @param muting whether the viewer has muted the person
public record Profile(
    Account account,
    boolean own,
    boolean followed,
    boolean blocking,
    boolean blocked,
    boolean muting) {
  /// Whether neither sees what the other writes, nor may follow or write to the other.
  public boolean apart() {
    return blocking || blocked;
  }
}
