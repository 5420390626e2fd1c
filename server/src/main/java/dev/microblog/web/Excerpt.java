package dev.microblog.web;

import dev.microblog.search.Marks;
import java.text.BreakIterator;
import java.util.Locale;

/// The part of a long text in which what was looked for stands.
final class Excerpt {
  /// A text up to this length is shown whole, in UTF-16 units.
  private static final int WHOLE = 600;

  private static final int BEFORE = 200;
  private static final int AFTER = 350;

  private Excerpt() {}

  static String of(String text, String language, Marks marks) {
    if (text.length() <= WHOLE) {
      return text;
    }
    int first = 0;
    for (Marks.Piece piece : marks.pieces(text, language)) {
      if (piece.marked()) {
        break;
      }
      first += piece.text().length();
    }
    // What was looked for may be no word of it, such as a name or a day.
    first = first == text.length() ? 0 : first;
    BreakIterator words = BreakIterator.getWordInstance(Locale.ROOT);
    words.setText(text);
    int start = first <= BEFORE ? 0 : words.preceding(first - BEFORE);
    int end = first + AFTER >= text.length() ? text.length() : words.following(first + AFTER);
    return (start > 0 ? "…" : "")
        + text.substring(start, end).strip()
        + (end < text.length() ? "…" : "");
  }
}
