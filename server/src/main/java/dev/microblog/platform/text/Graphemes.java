package dev.microblog.platform.text;

import java.text.BreakIterator;
import java.util.Locale;

/// Counts text as a reader does: a family emoji or an accented letter is one, however many code
/// points it takes.
public final class Graphemes {
  /// Code points allowed for each grapheme cluster of a limit: a cluster has no length limit of its
  /// own.
  private static final int CODE_POINTS_EACH = 10;

  private Graphemes() {}

  /// How many grapheme clusters the text has.
  public static int count(String text) {
    BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
    clusters.setText(text);
    int count = 0;
    while (clusters.next() != BreakIterator.DONE) {
      count++;
    }
    return count;
  }

  /// Whether the text has at most `limit` grapheme clusters, and at most ten times as many code
  /// points.
  public static boolean within(String text, int limit) {
    int points = text.codePointCount(0, text.length());
    return points <= limit || (points <= limit * CODE_POINTS_EACH && count(text) <= limit);
  }

  /// The text if it is within `limit` clusters, or its beginning with an ellipsis.
  public static String shortened(String text, int limit) {
    BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
    clusters.setText(text);
    int end = clusters.next(limit);
    return end == BreakIterator.DONE || end == text.length()
        ? text
        : text.substring(0, end).stripTrailing() + '…';
  }

  /// By how much the text is over the limit, in the unit that is exceeded; 0 if it is not.
  public static int over(String text, int limit) {
    int points = text.codePointCount(0, text.length());
    // Counting clusters in megabytes of text would cost seconds, and nobody needs the exact answer.
    int clusters = points > limit * CODE_POINTS_EACH ? points : count(text);
    return Math.max(0, clusters - limit);
  }
}
