package dev.microblog.platform.index;

/// How much what counts, the same in all engines.
final class Weights {
  /// What was found by another form of the word, against the word itself.
  static final float STEM = .8f;

  /// A longer word that begins so.
  static final float BEGINNING = .5f;

  /// A name as it was typed, against a name that begins so and one that is nearly so.
  static final float NAME = 8;

  static final float NAME_BEGINNING = 4;
  static final float NAME_NEARLY = 2;

  /// In how many milliseconds what speaks for the new halves. A post of this moment counts twice as
  /// much as a very old one with the same words.
  static final long HALF_LIFE = 90L * 24 * 60 * 60 * 1000;

  /// How many longer words are looked for.
  static final int MOST_BEGINNINGS = 20;

  private Weights() {}

  /// How many letters of a name may be wrong.
  static int slips(String name) {
    int length = name.codePointCount(0, name.length());
    return length < 3 ? 0 : length < 6 ? 1 : 2;
  }
}
