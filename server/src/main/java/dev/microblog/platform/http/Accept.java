package dev.microblog.platform.http;

import java.util.Locale;

/// The header `Accept`: what a client would rather have.
public final class Accept {
  private Accept() {}

  /// How much a type is wanted, from 0, for not at all, to 1. Of the ranges that it is in, the
  /// narrowest says so.
  public static double quality(String accept, String type) {
    String group = type.substring(0, type.indexOf('/') + 1) + '*';
    double exact = -1;
    double wide = -1;
    double any = -1;
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", 50)) {
      String[] parts = range.strip().split("\\s*;\\s*", 10);
      double q = 1;
      for (String part : parts) {
        if (part.startsWith("q=")) {
          q = number(part.substring(2));
        }
      }
      if (parts[0].equals(type)) {
        exact = q;
      } else if (parts[0].equals(group)) {
        wide = q;
      } else if (parts[0].equals("*/*")) {
        any = q;
      }
    }
    return exact >= 0 ? exact : wide >= 0 ? wide : Math.max(0, any);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
