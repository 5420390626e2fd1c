package dev.microblog.mute;

import dev.microblog.platform.text.Folding;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds words in a text as readers do: whatever their case and width, and whole. A script that
/// does not part its words, or adds endings to them as Korean does, has them anywhere in the text.
///
/// Accents make a difference, other than in a search: what is hidden by mistake is not seen to be.
final class FilterText {
  private static final Set<UnicodeScript> UNPARTED =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.HANGUL,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR,
          UnicodeScript.TIBETAN);

  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

  private FilterText() {}

  /// The form in which texts and words are compared.
  static String key(String text) {
    return BLANKS.matcher(Folding.key(text.replace('’', '\''))).replaceAll(" ").strip();
  }

  /// Whether the words stand in the text.
  ///
  /// @param text a key
  /// @param words a key that is not empty
  static boolean has(String text, String words) {
    for (int at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
      int end = at + words.length();
      boolean begins = at == 0 || parts(text.codePointBefore(at), words.codePointAt(0));
      if (begins
          && (end == text.length()
              || parts(words.codePointBefore(words.length()), text.codePointAt(end)))) {
        return true;
      }
    }
    return false;
  }

  /// Whether a word ends between two neighbours.
  private static boolean parts(int one, int next) {
    return !(continues(one) && continues(next) && !unparted(one) && !unparted(next));
  }

  /// Whether a character is one of those that make words. Names and tags may have `_`.
  private static boolean continues(int c) {
    return Character.isLetterOrDigit(c) || c == '_' || isMark(c);
  }

  private static boolean isMark(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }

  private static boolean unparted(int c) {
    return UNPARTED.contains(UnicodeScript.of(c));
  }
}
