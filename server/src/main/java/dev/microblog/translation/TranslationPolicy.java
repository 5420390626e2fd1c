package dev.microblog.translation;

import java.util.regex.Pattern;

/// What is worth a translation.
public final class TranslationPolicy {
  /// Tags of BCP 47 as services take them; no more of it goes into an address.
  private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}");

  private TranslationPolicy() {}

  /// Whether a text is offered to a reader in the reader's language.
  ///
  /// @param written BCP 47 tag of the text, empty if it is not known
  /// @param reader tag of the reader's language
  public static boolean offered(String written, String reader) {
    return isTag(written) && !subtag(written).equalsIgnoreCase(subtag(reader));
  }

  private static String subtag(String tag) {
    return tag.split("-", 2)[0];
  }

  /// Whether the text is the tag of a language.
  static boolean isTag(String text) {
    return TAG.matcher(text).matches();
  }
}
