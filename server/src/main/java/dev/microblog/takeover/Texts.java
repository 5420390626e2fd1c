package dev.microblog.takeover;

import dev.microblog.platform.text.CleanText;
import org.jspecify.annotations.Nullable;

/// What people wrote, as it is kept here.
final class Texts {
  /// Nothing longer can come in by a form, and a statement must not be longer than a server takes.
  private static final int LONGEST = 300_000;

  private Texts() {}

  /// The text, clean; empty if there is nothing to see.
  ///
  /// @param cut is run if some of it is left out
  static String clean(@Nullable String text, Runnable cut) {
    if (text == null) {
      return "";
    }
    if (text.length() <= LONGEST) {
      return CleanText.lines(text);
    }
    cut.run();
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return CleanText.lines(text.substring(0, end));
  }
}
