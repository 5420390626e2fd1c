package dev.microblog.translation;

/// A service that translates.
interface Translator {
  /// Translates a plain text.
  ///
  /// @param from BCP 47 tag of the text
  /// @param to tag of the translation
  /// @return what the service gave, not yet looked at
  String translate(String text, String from, String to) throws Untranslated;
}
