package dev.microblog.platform.http;

import io.javalin.http.Context;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Answers that browsers and caches may keep, and ask again whether they are still true.
public final class Revalidated {
  private Revalidated() {}

  /// Answers with the bytes, or with 304 to somebody who has them.
  ///
  /// @param how the `Cache-Control`
  public static void answer(Context context, byte[] bytes, String how) {
    // Weak: a proxy may send the same page compressed.
    String tag = "W/\"" + digest(bytes) + '"';
    context.header("Cache-Control", how).header("ETag", tag);
    if (has(context.header("If-None-Match"), tag)) {
      context.status(304);
    } else {
      context.result(bytes);
    }
  }

  private static boolean has(@Nullable String tags, String tag) {
    String strong = tag.substring(2);
    return tags != null
        && Arrays.stream(tags.split(",", 20))
            .map(String::strip)
            .anyMatch(each -> each.equals("*") || each.equals(tag) || each.equals(strong));
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(sha256, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
