package dev.microblog.takeover;

import dev.microblog.account.AccountPolicy;
import dev.microblog.platform.text.Folding;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds a name for everybody. Whose name can stay as it is has it before those whose name must
/// change, and of those who differ in case alone the one who came first.
final class PersonNames {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9_.-]+");
  private static final Pattern ENDS = Pattern.compile("^[_.-]+|[_.-]+$");

  /// Who has a name, by its folded form.
  private final Map<String, Long> owners = new HashMap<>();

  /// The last number that was tried behind a name.
  private final Map<String, Integer> numbers = new HashMap<>();

  /// Keeps a name for somebody, if it can stay and is free.
  void claim(long id, @Nullable String name) {
    if (name != null && AccountPolicy.isBroughtName(name)) {
      owners.putIfAbsent(Folding.key(name), id);
    }
  }

  /// The name that is the nearest to what somebody is called, whoever has it.
  static String nearest(long id, @Nullable String name) {
    if (name != null && AccountPolicy.isBroughtName(name)) {
      return name;
    }
    String plain =
        Normalizer.normalize(beginning(name == null ? "" : name), Normalizer.Form.NFKD)
            .replace("ß", "ss")
            .replace('ø', 'o')
            .replace('Ø', 'O')
            .replace('ł', 'l')
            .replace('Ł', 'L')
            .replace("æ", "ae")
            .replace("Æ", "Ae");
    String letters = OTHER.matcher(MARKS.matcher(plain).replaceAll("")).replaceAll("_");
    String trimmed = ENDS.matcher(cut(letters, AccountPolicy.NAME_MAX)).replaceAll("");
    return AccountPolicy.isBroughtName(trimmed) ? trimmed : "user_" + id;
  }

  /// Long rows of marks are put in order by the square of their number.
  private static String beginning(String name) {
    return cut(name.strip(), 4 * AccountPolicy.NAME_MAX);
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }

  /// A name for somebody that nobody else has.
  String give(long id, @Nullable String name) {
    String nearest = nearest(id, name);
    return owns(id, nearest) ? nearest : another(id, nearest);
  }

  /// Another name for somebody, with a number.
  String another(long id, String nearest) {
    while (true) {
      int number = numbers.merge(Folding.key(nearest), 1, Integer::sum) + 1;
      String end = "_" + number;
      String numbered = cut(nearest, AccountPolicy.NAME_MAX - end.length()) + end;
      if (owns(id, numbered)) {
        return numbered;
      }
    }
  }

  private boolean owns(long id, String name) {
    Long owner = owners.putIfAbsent(Folding.key(name), id);
    return owner == null || owner == id;
  }
}
