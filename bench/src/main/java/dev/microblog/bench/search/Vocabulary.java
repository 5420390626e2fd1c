package dev.microblog.bench.search;

import dev.microblog.bench.data.Draw;
import java.util.random.RandomGenerator;

/// Words that nobody knows but anybody could say, as often as ranks of real words are (Zipf's law).
/// They are spelled when they are drawn, so that they take no memory beside what is measured.
final class Vocabulary {
  private static final int WORDS = 300_000;
  private static final int PAIRS = 30_000;

  /// The first words have two syllables, the rest three.
  private static final int SHORT = 4_000;

  private static final String CONSONANTS = "bdfgklmnprstvz";
  private static final String VOWELS = "aeiou";
  private static final String[] ENDS = {"", "", "n", "", "s", "r", "l"};
  private static final int SYLLABLES = 70;
  private static final int LONG_WORDS = SYLLABLES * SYLLABLES * SYLLABLES;

  /// Ideographs from 一 on; the first thousands are in use.
  private static final int FIRST_IDEOGRAPH = 0x4E00;

  private static final int IDEOGRAPHS = 3_000;

  private final Draw words = new Draw(Draw.zipf(WORDS, 1, 2));
  private final Draw pairs = new Draw(Draw.zipf(PAIRS, 1, 2));

  /// A word.
  String word(RandomGenerator random) {
    return word(words.next(random));
  }

  /// A Chinese word of two characters.
  String pair(RandomGenerator random) {
    int rank = pairs.next(random);
    // Primes spread neighbours.
    int first = (int) (rank * 7_919L % IDEOGRAPHS);
    int second = (int) (rank * 104_729L / 7 % IDEOGRAPHS);
    return Character.toString(FIRST_IDEOGRAPH + first)
        + Character.toString(FIRST_IDEOGRAPH + second);
  }

  /// The word of a rank; each has its own.
  static String word(int rank) {
    boolean brief = rank < SHORT;
    long spread = brief ? rank * 3_571L % (SYLLABLES * SYLLABLES) : rank * 104_729L % LONG_WORDS;
    StringBuilder word = new StringBuilder(8);
    for (int i = brief ? 2 : 3; i > 0; i--) {
      int syllable = (int) (spread % SYLLABLES);
      word.append(CONSONANTS.charAt(syllable / VOWELS.length()));
      word.append(VOWELS.charAt(syllable % VOWELS.length()));
      spread /= SYLLABLES;
    }
    return word.append(ENDS[rank % ENDS.length]).toString();
  }
}
