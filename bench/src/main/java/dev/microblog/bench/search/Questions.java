package dev.microblog.bench.search;

import dev.microblog.bench.data.Texts;
import dev.microblog.bench.search.MadePosts.Post;
import dev.microblog.platform.index.Clause;
import dev.microblog.platform.index.Entry;
import dev.microblog.platform.index.Wanted;
import dev.microblog.platform.index.Words;
import dev.microblog.platform.index.Words.Form;
import dev.microblog.platform.index.Words.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Questions whose words were drawn from posts, so that common ones come often.
final class Questions {
  /// How many different ones of a kind.
  static final int EACH = 400;

  /// What is asked.
  enum Kind {
    WORD("one word"),
    WORDS("two words"),
    PHRASE("phrase of two words"),
    AUTHOR("from an author"),
    AUTHOR_WORD("from an author, and a word"),
    TAG("a tag"),
    PAIR("a Chinese word of two characters"),
    RUN("a longer Chinese run"),
    NOBODY("a word that nobody wrote"),
    BEGINNING("the beginning of a word"),
    BEGINNING_AFTER("a word, and the beginning of another"),
    ANY("one of two words"),
    NOT("a word, not another"),
    DEEP("a word, before an old id"),
    PERSON("people by a name with a slip");

    final String title;

    Kind(String title) {
      this.title = title;
    }
  }

  /// One question.
  ///
  /// @param asker whose own posts may be found, too
  /// @param before only smaller ids
  record Question(Kind kind, long asker, long before, List<String> words) {
    String line() {
      return kind + "\t" + asker + "\t" + before + "\t" + String.join("\t", words);
    }

    static Question of(String line) {
      String[] parts = line.split("\t", -1);
      return new Question(
          Kind.valueOf(parts[0]),
          Long.parseLong(parts[1]),
          Long.parseLong(parts[2]),
          List.of(parts).subList(3, parts.length));
    }

    Wanted wanted() {
      return new Wanted(
          kind == Kind.PERSON ? Entry.Kind.PERSON : Entry.Kind.POST,
          Set.of(MadePosts.ALL, MadePosts.own(asker)),
          all(),
          kind == Kind.NOT ? List.of(word(1, false)) : List.of());
    }

    private List<Clause> all() {
      return switch (kind) {
        case WORD, NOBODY, NOT, DEEP -> List.of(word(0, false));
        case WORDS -> List.of(word(0, false), word(1, false));
        case PHRASE -> List.of(new Clause.Phrase(words));
        case AUTHOR -> List.of(author());
        case AUTHOR_WORD -> List.of(author(), word(1, false));
        case TAG -> List.of(new Clause.Tag(words.getFirst(), false));
        case PAIR -> List.of(new Clause.Pairs(words, 1));
        case RUN -> List.of(new Clause.Pairs(words, (int) Math.ceil(words.size() * .6)));
        case BEGINNING -> List.of(word(0, true));
        case BEGINNING_AFTER -> List.of(word(0, false), word(1, true));
        case ANY -> List.of(new Clause.Any(List.of(word(0, false), word(1, false))));
        case PERSON -> List.of(new Clause.Name(words.getFirst()));
      };
    }

    private Clause author() {
      return new Clause.Author(Long.parseLong(words.getFirst()));
    }

    private Clause word(int number, boolean beginning) {
      return new Clause.OneWord(Words.of(words.get(number)).getFirst(), beginning);
    }
  }

  private record Sample(Post post, List<Word> words) {
    List<String> of(Form form) {
      return words.stream().filter(w -> w.form() == form).map(Word::folded).toList();
    }
  }

  private final RandomGenerator random = new SplittableRandom(7);
  private final List<Sample> spaced;
  private final List<Sample> chinese;
  private final List<Sample> tagged;
  private final int people;
  private final String most;
  private final String second;

  /// @param posts of which some are read
  /// @param count how many there are
  Questions(MadePosts posts, long count) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < Math.min(count, 8_000); i++) {
      Post post = posts.post(random.nextLong(count));
      samples.add(new Sample(post, Words.of(post.text())));
    }
    spaced = samples.stream().filter(s -> s.of(Form.WORD).size() > 3 && latin(s)).toList();
    chinese = samples.stream().filter(s -> s.of(Form.PAIR).size() > 6 && !latin(s)).toList();
    tagged = samples.stream().filter(s -> !s.post().tag().isEmpty()).toList();
    people = posts.people();
    List<String> common = common();
    most = common.getFirst();
    second = common.get(1);
  }

  private static boolean latin(Sample sample) {
    return !sample.post().language().equals(Texts.LANGUAGES.get(2));
  }

  private List<String> common() {
    Map<String, Integer> times = new HashMap<>();
    for (Sample sample : spaced) {
      sample.of(Form.WORD).stream().distinct().forEach(w -> times.merge(w, 1, Integer::sum));
    }
    return times.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .limit(2)
        .toList();
  }

  /// Questions of every kind, the one with the most common words first.
  List<Question> all() {
    Map<Kind, Set<Question>> all = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      Set<Question> some = new LinkedHashSet<>();
      some.add(first(kind));
      for (int i = 0; i < 50 * EACH && some.size() < EACH; i++) {
        some.add(next(kind));
      }
      all.put(kind, some);
    }
    return all.values().stream().flatMap(Set::stream).toList();
  }

  private Question first(Kind kind) {
    return switch (kind) {
      case WORD, DEEP -> ask(kind, most);
      case WORDS, ANY -> ask(kind, most, second);
      case NOT -> ask(kind, second, most);
      case AUTHOR_WORD -> ask(kind, "1", most);
      case BEGINNING_AFTER -> ask(kind, second, most.substring(0, 2));
      case AUTHOR -> ask(kind, "1");
      case PHRASE, TAG, PAIR, RUN, NOBODY, BEGINNING, PERSON -> next(kind);
    };
  }

  private Question next(Kind kind) {
    return switch (kind) {
      case WORD, DEEP -> ask(kind, word());
      case WORDS, ANY, NOT -> two(kind, word(), word());
      case PHRASE -> side(kind, one(spaced).of(Form.WORD), 2);
      case AUTHOR -> ask(kind, author());
      case AUTHOR_WORD -> ask(kind, author(), word());
      case TAG -> ask(kind, one(tagged).post().tag());
      case PAIR -> side(kind, one(chinese).of(Form.PAIR), 1);
      case RUN -> side(kind, one(chinese).of(Form.PAIR), 5);
      case NOBODY -> ask(kind, "qx" + Vocabulary.word(random.nextInt(100_000)));
      case BEGINNING -> ask(kind, beginning());
      case BEGINNING_AFTER -> ask(kind, word(), beginning());
      case PERSON -> ask(kind, slip(MadePosts.name(random.nextInt(people))));
    };
  }

  private Question two(Kind kind, String first, String other) {
    return first.equals(other) ? two(kind, word(), word()) : ask(kind, first, other);
  }

  private Question side(Kind kind, List<String> words, int count) {
    int from = random.nextInt(words.size() - count + 1);
    return ask(kind, words.subList(from, from + count).toArray(String[]::new));
  }

  private Question ask(Kind kind, String... words) {
    long before =
        kind == Kind.DEEP
            ? MadePosts.id(MadePosts.START + random.nextLong(MadePosts.THREE_YEARS / 2), 0)
            : Long.MAX_VALUE;
    return new Question(kind, Long.parseLong(author()), before, List.of(words));
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String word() {
    return one(one(spaced).of(Form.WORD));
  }

  private String author() {
    return Long.toString(one(spaced).post().author());
  }

  private String beginning() {
    String word = word();
    return word.substring(0, Math.min(word.length(), 2 + random.nextInt(3)));
  }

  /// With two letters the wrong way round.
  private String slip(String name) {
    int at = 1 + random.nextInt(name.length() - 2);
    return Words.ofNameTyped(
        name.substring(0, at) + name.charAt(at + 1) + name.charAt(at) + name.substring(at + 2));
  }
}
