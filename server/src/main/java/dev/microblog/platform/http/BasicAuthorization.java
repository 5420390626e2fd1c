package dev.microblog.platform.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// How we sign in at another server.
public final class BasicAuthorization {
  private BasicAuthorization() {}

  /// The header `Authorization` for a server. User and password in its address hold for it alone,
  /// and go before those that hold for all.
  ///
  /// @param user at all servers, null if none is set
  /// @param password of that user, null for an empty one
  /// @return null if nobody signs in there
  public static @Nullable String of(URI server, @Nullable String user, @Nullable String password) {
    String own = server.getUserInfo();
    if (own != null) {
      return basic(own);
    }
    return user == null ? null : basic(user + ':' + (password == null ? "" : password));
  }

  private static String basic(String credentials) {
    byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }
}
