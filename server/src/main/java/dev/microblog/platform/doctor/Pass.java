package dev.microblog.platform.doctor;

import dev.microblog.platform.http.Keys;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// By which the server knows that it is its own doctor who asks: the time and something random,
/// signed with the site's secret key. It is good for a minute, for whoever overhears it.
public final class Pass {
  private static final Duration TERM = Duration.ofSeconds(60);
  private static final String PURPOSE = "doctor";

  /// Longer ones are not ours, and are not worked.
  private static final int LONGEST = 200;

  private Pass() {}

  /// A new one.
  ///
  /// @param now in epoch milliseconds
  public static String make(Keys keys, long now) {
    String text = now + "." + Keys.random(12);
    return text + '.' + keys.sign(PURPOSE, text);
  }

  /// Whether it is ours and made within the last minute. The clocks of two machines may differ, so
  /// it may seem to be made within the next one.
  ///
  /// @param pass as it came; null if none did
  public static boolean isGood(Keys keys, long now, @Nullable String pass) {
    if (pass == null || pass.length() > LONGEST) {
      return false;
    }
    int end = pass.lastIndexOf('.');
    int dot = pass.indexOf('.');
    if (dot < 0
        || dot == end
        || !keys.verify(PURPOSE, pass.substring(0, end), pass.substring(end + 1))) {
      return false;
    }
    // Signed, so it is a number.
    return Math.abs(now - Long.parseLong(pass.substring(0, dot))) < TERM.toMillis();
  }
}
