package dev.microblog.bench.search;

import dev.microblog.bench.data.Draw;
import dev.microblog.bench.data.Texts;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.index.Entry;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Posts and people as the search would be told of them, the same ones for the same numbers.
final class MadePosts {
  /// The mark of what everybody may find.
  static final String ALL = "all";

  /// They are written from here on, in three years. Not the present, so that two runs compare.
  static final long START = 1_700_000_000_000L;

  static final long THREE_YEARS = 3L * 365 * 24 * 60 * 60 * 1000;
  static final long END = START + THREE_YEARS;

  /// Ids have the milliseconds in front, then five bits of node and seven of sequence.
  private static final int LOW_BITS = 12;

  private static final int MORE_TAGS = 20_000;

  /// A post before its words are made.
  record Post(
      long id, boolean open, long author, long at, String language, String tag, String text) {
    Entry entry() {
      return Entry.post(
          id,
          Set.of(open ? ALL : own(author)),
          author,
          at,
          language,
          tag.isEmpty() ? List.of() : List.of(tag),
          text);
    }
  }

  private final long count;
  private final int authors;
  private final List<Texts> texts = Texts.LANGUAGES.stream().map(Texts::new).toList();
  private final Vocabulary vocabulary = new Vocabulary();
  private final Draw authorDraw;
  private final Draw tagDraw = new Draw(Draw.zipf(MORE_TAGS, 1, 1));

  MadePosts(long count) {
    this.count = count;
    authors = (int) Math.max(1, count / 50);
    authorDraw = new Draw(Draw.zipf(authors, 1, 10));
  }

  /// The mark of what only its author may find.
  static String own(long author) {
    return "by" + author;
  }

  int people() {
    return authors;
  }

  /// One of them, the oldest first.
  Post post(long number) {
    RandomGenerator random = new SplittableRandom(number * 0x9E3779B97F4A7C15L);
    int share = random.nextInt(20);
    int language = share < 12 ? 0 : share < 17 ? 1 : 2;
    StringBuilder text = new StringBuilder(texts.get(language).next(random, ""));
    for (int more = 3 + random.nextInt(10); more > 0; more--) {
      if (language == 2) {
        text.append(vocabulary.pair(random));
      } else {
        text.append(' ').append(vocabulary.word(random));
      }
    }
    String tag = "";
    if (random.nextInt(4) == 0) {
      tag = "t" + Vocabulary.word(tagDraw.next(random));
      text.append(" #").append(tag);
    }
    long at = START + (long) (THREE_YEARS * (double) number / count);
    return new Post(
        id(at, number),
        random.nextInt(100) != 0,
        1 + authorDraw.next(random),
        at,
        Texts.LANGUAGES.get(language),
        tag,
        text.toString());
  }

  /// An id as the server makes it; as many in one millisecond as the numbers tell apart.
  static long id(long at, long number) {
    return (at - Ids.EPOCH) << LOW_BITS | (number & 127);
  }

  static String name(int number) {
    return Vocabulary.word(number % 997) + "_" + Vocabulary.word(5_000 + number);
  }

  /// Somebody, with a few words about them.
  Entry person(int number) {
    RandomGenerator random = new SplittableRandom(number * 0xD1B54A32D192ED03L);
    return Entry.person(
        id(START, 0) + number,
        Set.of(ALL),
        START + number,
        name(number),
        texts.get(0).next(random, "") + ' ' + vocabulary.word(random));
  }
}
