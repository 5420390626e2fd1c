package dev.microblog.api;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whether a header `Accept` lets an answer be of a type.
final class Accepted {
  private Accepted() {}

  static boolean by(@Nullable String accept, String type) {
    if (accept == null || accept.isBlank()) {
      return true;
    }
    String group = type.substring(0, type.indexOf('/') + 1) + '*';
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", 50)) {
      String[] parts = range.strip().split("\\s*;\\s*", 10);
      boolean named = parts[0].equals(type) || parts[0].equals(group) || parts[0].equals("*/*");
      if (named && !refused(parts)) {
        return true;
      }
    }
    return false;
  }

  private static boolean refused(String[] parts) {
    for (String part : parts) {
      if (part.matches("q=0(\\.0*)?")) {
        return true;
      }
    }
    return false;
  }
}
