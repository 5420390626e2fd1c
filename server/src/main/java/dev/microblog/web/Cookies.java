package dev.microblog.web;

import io.javalin.http.Context;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Writes cookies that scripts cannot read and other sites cannot have sent along.
final class Cookies {
  private Cookies() {}

  /// Sets a cookie.
  ///
  /// @param age how long the browser keeps it, null until it closes
  static void set(
      Context context, String name, String value, @Nullable Duration age, boolean secure) {
    StringBuilder cookie = new StringBuilder(name).append('=').append(value);
    cookie.append("; Path=/; HttpOnly; SameSite=Lax");
    if (age != null) {
      cookie.append("; Max-Age=").append(age.toSeconds());
    }
    if (secure) {
      cookie.append("; Secure");
    }
    context.res().addHeader("Set-Cookie", cookie.toString());
  }

  /// Has the browser forget a cookie.
  static void remove(Context context, String name, boolean secure) {
    set(context, name, "", Duration.ZERO, secure);
  }
}
