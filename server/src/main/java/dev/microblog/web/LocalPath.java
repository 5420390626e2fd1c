package dev.microblog.web;

import dev.microblog.platform.http.Form;
import org.jspecify.annotations.Nullable;

/// Tells our own paths from addresses that lead elsewhere, for redirects that an address asks for.
public final class LocalPath {
  private LocalPath() {}

  /// The path if a browser would stay with us on it; else null.
  public static @Nullable String of(@Nullable String next) {
    if (next == null || next.length() > Site.NEXT_MAX || !next.startsWith("/")) {
      return null;
    }
    // Browsers read a backslash as a slash and skip tabs and line breaks: `/\evil` and
    // `/<tab>/evil` lead away.
    boolean plain = next.chars().allMatch(c -> c > ' ' && c != '\\' && c != 0x7f);
    return plain && !next.startsWith("//") ? next : null;
  }

  /// A header takes ASCII alone; what a person typed after `next=` need not be.
  static String ascii(String path) {
    StringBuilder plain = new StringBuilder(path.length());
    path.codePoints()
        .forEach(
            c -> {
              if (c < 0x80) {
                plain.append((char) c);
              } else {
                plain.append(Form.encode(Character.toString(c)));
              }
            });
    return plain.toString();
  }
}
