package dev.microblog.search;

import dev.microblog.platform.text.Folding;
import dev.microblog.post.PostText;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A search as it was typed, read. There is no wrong one: what makes no sense as an operator is
/// looked for as words.
///
/// @param groups which hold together; in each, one of its parts is enough
/// @param cut whether there were more parts than are looked for
public record SearchText(List<List<Part>> groups, boolean cut) {
  /// Longest search, in code points.
  public static final int LONGEST = 500;

  /// How many parts are looked for; more would make a search slow and find nothing.
  public static final int MOST_PARTS = 32;

  /// Something to look for.
  ///
  /// @param not whether it must not be there
  public record Part(boolean not, What what) {}

  /// What a part looks for.
  public sealed interface What {
    /// A word, or what stands without a space.
    ///
    /// @param beginning whether longer words that begin so are meant, too
    record Plain(String text, boolean beginning) implements What {}

    /// Words in quotation marks.
    record Quoted(String text) implements What {}

    /// Written by the person of this name.
    ///
    /// @param nameKey folded
    record From(String nameKey) implements What {}

    /// With this tag.
    ///
    /// @param key folded
    record Tag(String key) implements What {}

    /// Written in this time.
    ///
    /// @param from first epoch millisecond
    /// @param to first one after it
    record Time(long from, long to) implements What {}

    /// Written in this language.
    ///
    /// @param tag BCP 47
    record Language(String tag) implements What {}
  }

  private static final Pattern OPERATOR =
      Pattern.compile("(from|before|after|lang):(.+)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern DATE =
      Pattern.compile("([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?");
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}");
  private static final String OPENING = "\"“„«「";
  private static final String CLOSING = "\"”“»」";

  /// Whether a text is longer than a search may be.
  ///
  /// @return by how many code points; 0 if it is not
  public static int over(String typed) {
    // Of a megabyte not every letter is counted.
    return typed.length() <= LONGEST
        ? 0
        : Math.max(0, typed.codePointCount(0, typed.length()) - LONGEST);
  }

  /// Reads a search.
  public static SearchText read(String typed) {
    return new Reader(typed).read();
  }

  /// Whether nothing is left to look for.
  public boolean empty() {
    return groups.isEmpty();
  }

  /// All parts.
  List<Part> parts() {
    return groups.stream().flatMap(List::stream).toList();
  }

  /// The names of people whose posts are asked for, folded.
  List<String> authors() {
    return parts().stream()
        .map(Part::what)
        .filter(What.From.class::isInstance)
        .map(what -> ((What.From) what).nameKey())
        .toList();
  }

  private static final class Reader {
    private final String typed;
    private final List<List<Part>> groups = new ArrayList<>();
    private int at;
    private int parts;
    private boolean cut;

    /// Whether what comes is another choice beside the last part.
    private boolean or;

    Reader(String typed) {
      this.typed = typed;
    }

    SearchText read() {
      while (true) {
        while (at < typed.length() && isSpace(typed.charAt(at))) {
          at++;
        }
        if (at >= typed.length()) {
          return new SearchText(List.copyOf(groups), cut);
        }
        if (parts == MOST_PARTS) {
          return new SearchText(List.copyOf(groups), true);
        }
        readOne();
      }
    }

    private static boolean isSpace(char c) {
      return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private void readOne() {
      boolean not = typed.charAt(at) == '-' && at + 1 < typed.length();
      if (not) {
        at++;
        if (isSpace(typed.charAt(at))) {
          return;
        }
      }
      int quote = OPENING.indexOf(typed.charAt(at));
      int end = quote < 0 ? -1 : closing(quote);
      if (end >= 0) {
        String text = typed.substring(at + 1, end);
        at = end + 1;
        add(not, new What.Quoted(text));
        return;
      }
      if (quote >= 0) {
        // It ends nowhere: the words count.
        at++;
        return;
      }
      int start = at;
      while (at < typed.length()
          && !isSpace(typed.charAt(at))
          && (at == start || OPENING.indexOf(typed.charAt(at)) < 0)) {
        at++;
      }
      String word = typed.substring(start, at);
      boolean first = groups.isEmpty();
      boolean last = typed.substring(at).isBlank();
      if (word.equals("OR") && !not && !(first && last)) {
        // Where a side of it is missing it means nothing.
        or = !first && !last;
      } else {
        add(not, what(word, at == typed.length()));
      }
    }

    private int closing(int quote) {
      int end = typed.indexOf(CLOSING.charAt(quote), at + 1);
      // Some keyboards close “ by ".
      return end < 0 && quote > 0 ? typed.indexOf('"', at + 1) : end;
    }

    private void add(boolean not, What what) {
      parts++;
      Part part = new Part(not, what);
      List<Part> last = groups.isEmpty() ? null : groups.getLast();
      if (or && !not && last != null && !last.getLast().not()) {
        List<Part> more = new ArrayList<>(last);
        more.add(part);
        groups.set(groups.size() - 1, List.copyOf(more));
      } else {
        groups.add(List.of(part));
      }
      or = false;
    }

    private static What what(String word, boolean last) {
      if (word.startsWith("#") && PostText.isTag(word.substring(1))) {
        return new What.Tag(Folding.key(word.substring(1)));
      }
      Matcher operator = OPERATOR.matcher(word);
      What what = null;
      if (operator.matches()) {
        String value = Objects.requireNonNull(operator.group(2));
        what =
            switch (Objects.requireNonNull(operator.group(1)).toLowerCase(Locale.ROOT)) {
              case "from" ->
                  new What.From(Folding.key(value.startsWith("@") ? value.substring(1) : value));
              case "lang" ->
                  LANGUAGE.matcher(value).matches()
                      ? new What.Language(value.toLowerCase(Locale.ROOT))
                      : null;
              case "before" -> time(value, true);
              default -> time(value, false);
            };
      }
      boolean star = word.endsWith("*");
      return what == null ? new What.Plain(word, last || star) : what;
    }

    private static What.@Nullable Time time(String value, boolean before) {
      Matcher date = DATE.matcher(value);
      if (!date.matches()) {
        return null;
      }
      try {
        long start =
            LocalDate.of(
                    Integer.parseInt(date.group(1)), number(date.group(2)), number(date.group(3)))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .toEpochMilli();
        return before ? new What.Time(0, start) : new What.Time(start, Long.MAX_VALUE);
      } catch (java.time.DateTimeException e) {
        return null;
      }
    }

    private static int number(@Nullable String digits) {
      return digits == null ? 1 : Integer.parseInt(digits);
    }
  }
}
