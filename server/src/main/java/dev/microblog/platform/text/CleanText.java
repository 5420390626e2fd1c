package dev.microblog.platform.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/// Makes what people type fit to be kept: one form of line breaks, no invisible controls.
public final class CleanText {
  /// Unicode's old direction overrides and embeddings reach beyond their text and are used to
  /// disguise it; isolates and marks, which right-to-left writers need, do not and stay.
  private static final Pattern UNWANTED =
      Pattern.compile(
          "[\\p{Cc}&&[^\\n\\t]]|[\\u202A-\\u202E]|[\\uFFF9-\\uFFFB]|[\\x{E0000}-\\x{E0001}]");

  private static final Pattern BREAKS = Pattern.compile("\\r\\n?|[\\u2028\\u2029]");

  /// It starts where a row of blanks starts: trying again from each blank of a megabyte of them
  /// would take hours.
  private static final Pattern TRAILING =
      Pattern.compile("(?<![ \\t\\u00A0\\u3000])[ \\t\\u00A0\\u3000]++(?=\\n)");

  private static final Pattern MANY_BREAKS = Pattern.compile("\\n{3,}");

  /// Unicode's Stream-Safe Text Format (UAX 15) allows so many; no language needs more than a few.
  private static final Pattern MANY_MARKS = Pattern.compile("(\\p{M}{30})\\p{M}++");

  private CleanText() {}

  /// Text of several lines: NFC, `\n` line breaks, at most one empty line in a row, nothing blank
  /// at the ends. Empty if there would be nothing to see.
  public static String lines(String typed) {
    String text = BREAKS.matcher(typed).replaceAll("\n");
    text = UNWANTED.matcher(text).replaceAll("");
    text = TRAILING.matcher(text).replaceAll("");
    text = MANY_BREAKS.matcher(text).replaceAll("\n\n");
    text = withoutBlankEnds(normalized(text, Normalizer.Form.NFC));
    return text.codePoints().allMatch(CleanText::isUnseen) ? "" : text;
  }

  /// The text in a normal form, of which long rows of combining marks are cut first: putting them
  /// in order takes time by the square of their number, minutes for a megabyte.
  static String normalized(String text, Normalizer.Form form) {
    return Normalizer.normalize(MANY_MARKS.matcher(text).replaceAll("$1"), form);
  }

  private static String withoutBlankEnds(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /// White space of any kind, the byte order mark, and letters that are drawn as nothing.
  private static boolean isBlank(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || "\u115F\u1160\u200B\u2060\u2800\u3164\uFEFF\uFFA0".indexOf(c) >= 0;
  }

  private static boolean isUnseen(int c) {
    int type = Character.getType(c);
    return isBlank(c) || type == Character.FORMAT || type == Character.NON_SPACING_MARK;
  }

  /// Text of one line: as [#lines], with breaks and tabs as spaces.
  public static String line(String typed) {
    return lines(typed).replace('\n', ' ').replace('\t', ' ');
  }
}
