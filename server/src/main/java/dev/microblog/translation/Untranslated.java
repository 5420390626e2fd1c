package dev.microblog.translation;

/// The service did not translate. The message is a sentence for the operator, and holds nothing of
/// the text.
final class Untranslated extends Exception {
  private static final long serialVersionUID = 1;

  Untranslated(String sentence) {
    super(sentence);
  }

  Untranslated(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
