package dev.microblog.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// One line about what has just happened, shown once on the next page. It travels in a signed
/// cookie as a key and its arguments, so that it is said in the reader's language and nobody else
/// can say it.
///
/// @param good whether it worked
/// @param key of the text
/// @param name the text's `{0}`, empty if it names nothing
/// @param count the text's `{1}`, zero if it counts nothing
public record Flash(boolean good, String key, String name, long count) {
  /// Something worked.
  public static Flash good(String key) {
    return good(key, "");
  }

  /// Something worked that the text names.
  public static Flash good(String key, String name) {
    return new Flash(true, key, name, 0);
  }

  /// Something did not work.
  public static Flash bad(String key) {
    return bad(key, "");
  }

  /// Something did not work that the text names.
  public static Flash bad(String key, String name) {
    return new Flash(false, key, name, 0);
  }

  /// Too many requests: how long to wait, in whole minutes and at least one.
  public static Flash tooMany(Duration wait) {
    return new Flash(false, "flash.tooMany", "", Math.max(1, (wait.toSeconds() + 59) / 60));
  }

  String encode() {
    String text = String.join("\n", good ? "+" : "-", key, Long.toString(count), name);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static @Nullable Flash decode(@Nullable String encoded) {
    if (encoded == null) {
      return null;
    }
    String text = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
    String[] parts = text.split("\n", 4);
    return new Flash(parts[0].equals("+"), parts[1], parts[3], Long.parseLong(parts[2]));
  }
}
