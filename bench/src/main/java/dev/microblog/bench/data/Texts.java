package dev.microblog.bench.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/// Makes up texts of one language that look like posts: sentences from lists of parts, some with a
/// link, tags or a mention.
public final class Texts {
  /// BCP 47 tags of the languages there are.
  public static final List<String> LANGUAGES = List.of("en", "es", "zh");

  private static final int SHORTEST = 40;
  private static final int LONGEST = 280;
  private static final List<String> SITES =
      List.of("example.org", "northside.example", "notes.example", "radio.example", "www.example");

  /// A list of parts; an option is made of words and other lists.
  private static final class Parts {
    final List<Object[]> options = new ArrayList<>();
  }

  private final Map<String, Parts> lists = new HashMap<>();
  private final Parts sentences;
  private final List<String> tags;
  private final Draw tagDraw;

  /// Ideographs hold more in fewer characters, and put no space between sentences.
  private final boolean dense;

  public Texts(String language) {
    dense = language.equals("zh");
    Map<String, List<String>> lines = read("/texts/" + language + ".txt");
    tags = Objects.requireNonNull(lines.remove("tag"));
    tagDraw = new Draw(Draw.zipf(tags.size(), 1, 1));
    lines.keySet().forEach(list -> lists.put(list, new Parts()));
    lines.forEach((list, options) -> options.forEach(o -> list(list).options.add(parse(o))));
    sentences = list("sentence");
  }

  /// The lists of a resource, by name.
  static Map<String, List<String>> read(String resource) {
    Map<String, List<String>> lists = new HashMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Texts.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8))) {
      List<String> list = new ArrayList<>();
      for (String line : in.lines().toList()) {
        if (line.startsWith("[")) {
          list = new ArrayList<>();
          lists.put(line.substring(1, line.length() - 1), list);
        } else if (!line.startsWith("#")) {
          list.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lists;
  }

  private Parts list(String name) {
    return Objects.requireNonNull(lists.get(name), name);
  }

  private Object[] parse(String option) {
    List<Object> pieces = new ArrayList<>();
    int from = 0;
    for (int open = option.indexOf('{'); open >= 0; open = option.indexOf('{', from)) {
      int close = option.indexOf('}', open);
      pieces.add(option.substring(from, open));
      pieces.add(list(option.substring(open + 1, close)));
      from = close + 1;
    }
    pieces.add(option.substring(from));
    return pieces.toArray();
  }

  /// A new text.
  ///
  /// @param mention a name to mention, empty for none
  public String next(RandomGenerator random, String mention) {
    StringBuilder text = new StringBuilder(LONGEST);
    double share = random.nextDouble();
    int wanted = SHORTEST + (int) ((dense ? 60 : 200) * share * share);
    if (!mention.isEmpty() && random.nextBoolean()) {
      text.append('@').append(mention).append(' ');
    }
    do {
      int before = text.length();
      if (before > 0 && !dense && text.charAt(before - 1) != ' ') {
        text.append(' ');
      }
      append(text, sentences, random);
      if (text.length() > LONGEST && before >= SHORTEST) {
        text.setLength(before);
        break;
      }
    } while (text.length() < wanted);
    if (!mention.isEmpty() && text.charAt(0) != '@') {
      text.append(" @").append(mention);
    }
    if (random.nextInt(8) == 0) {
      text.append(" https://").append(SITES.get(random.nextInt(SITES.size())));
      text.append('/').append(Integer.toString(random.nextInt(1 << 24), 36));
    }
    for (int tag = random.nextInt(12); tag < 2; tag++) {
      text.append(" #").append(tags.get(tagDraw.next(random)));
    }
    return text.toString();
  }

  /// The tags of this language, the most used first.
  List<String> tags() {
    return tags;
  }

  private static void append(StringBuilder text, Parts list, RandomGenerator random) {
    for (Object piece : list.options.get(random.nextInt(list.options.size()))) {
      if (piece instanceof Parts inner) {
        append(text, inner, random);
      } else {
        text.append((String) piece);
      }
    }
  }
}
