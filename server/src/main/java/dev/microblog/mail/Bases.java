package dev.microblog.mail;

import dev.microblog.platform.config.Network;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where mail leads: to the address that the operator gave, for what a request says of itself
/// anybody can write. Only a request to this machine itself is believed, whose mail leads nobody
/// else anywhere.
final class Bases {
  /// What is kept with what is to be mailed.
  private static final int LONGEST = 300;

  private final @Nullable String known;

  /// @param known where people reach the site, without a slash at its end; null if that is not
  /// known
  Bases(@Nullable String known) {
    this.known = known;
  }

  /// Where all mail leads; null if that is not known.
  @Nullable String known() {
    return known;
  }

  /// Where the mail of a request leads; null if there can be none.
  ///
  /// @param reached address at which it reached us
  @Nullable String of(String reached) {
    if (known != null) {
      return known;
    }
    if (reached.length() > LONGEST) {
      return null;
    }
    try {
      URI uri = URI.create(reached);
      boolean own =
          uri.getHost() != null
              && uri.getUserInfo() == null
              && Network.isThisMachine(uri.getHost());
      return own ? reached : null;
    } catch (IllegalArgumentException e) {
      // Whatever it is, it is not this machine.
      return null;
    }
  }
}
