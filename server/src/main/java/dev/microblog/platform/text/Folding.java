package dev.microblog.platform.text;

import java.text.Normalizer;
import java.util.Locale;

/// Makes keys under which texts are compared, in Java, because each database compares in a way of
/// its own.
public final class Folding {
  private Folding() {}

  /// One key for all ways of writing a text that differ in case or in Unicode's compatible forms.
  public static String key(String text) {
    if (text.chars().allMatch(c -> c < 0x80)) {
      return text.toLowerCase(Locale.ROOT);
    }
    String plain = CleanText.normalized(text, Normalizer.Form.NFKC);
    // There and back: the capital ẞ has only the small ß, and that is SS in capitals.
    String folded =
        plain.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return CleanText.normalized(folded, Normalizer.Form.NFKC);
  }
}
