package dev.microblog.post;

import dev.microblog.account.AccountPolicy;
import dev.microblog.platform.text.Folding;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a post's body: paragraphs of words, links, @names and #tags. Faces escape every part
/// themselves; there is no HTML here.
public final class PostText {
  /// Longest tag, in code points; a longer one is only text.
  public static final int TAG_MAX = 64;

  /// Longest key of a tag, as its column.
  private static final int KEY_MAX = 128;

  /// Tags and names of one post that are kept; further ones are only text to the tables.
  private static final int MOST_EACH = 30;

  private static final int SHOWN_URL_MAX = 40;

  private static final Set<Character.UnicodeScript> UNSPACED =
      EnumSet.of(
          Character.UnicodeScript.HAN,
          Character.UnicodeScript.HIRAGANA,
          Character.UnicodeScript.KATAKANA,
          Character.UnicodeScript.BOPOMOFO,
          Character.UnicodeScript.THAI,
          Character.UnicodeScript.LAO,
          Character.UnicodeScript.KHMER,
          Character.UnicodeScript.MYANMAR);

  /// A piece of a paragraph.
  public sealed interface Part {
    /// Plain words.
    record Words(String text) implements Part {}

    /// The end of a line within a paragraph.
    record Break() implements Part {}

    /// A web address.
    ///
    /// @param shown the address without scheme, shortened
    record Link(String url, String shown) implements Part {}

    /// An @name; whether somebody has it is not known here.
    record Mention(String name) implements Part {}

    /// A #tag.
    record Tag(String tag) implements Part {}
  }

  private PostText() {}

  /// The paragraphs of a body.
  public static List<List<Part>> paragraphs(String body) {
    List<List<Part>> paragraphs = new ArrayList<>(2);
    int start = 0;
    while (start <= body.length()) {
      int end = body.indexOf("\n\n", start);
      if (end < 0) {
        end = body.length();
      }
      paragraphs.add(paragraph(body, start, end));
      start = end + 2;
    }
    return paragraphs;
  }

  /// The keys of the tags in a body, each once.
  public static Set<String> tagKeys(String body) {
    Set<String> keys = new LinkedHashSet<>();
    forEachPart(
        body,
        part -> {
          if (part instanceof Part.Tag(String tag) && keys.size() < MOST_EACH) {
            keys.add(Folding.key(tag));
          }
        });
    return keys;
  }

  /// The keys of the names in a body, each once.
  public static Set<String> mentionKeys(String body) {
    Set<String> keys = new LinkedHashSet<>();
    forEachPart(
        body,
        part -> {
          if (part instanceof Part.Mention(String name) && keys.size() < MOST_EACH) {
            keys.add(Folding.key(name));
          }
        });
    return keys;
  }

  private static void forEachPart(String body, java.util.function.Consumer<Part> each) {
    paragraphs(body).forEach(paragraph -> paragraph.forEach(each));
  }

  private static List<Part> paragraph(String body, int start, int end) {
    List<Part> parts = new ArrayList<>(4);
    int plain = start;
    int i = start;
    while (i < end) {
      int next = i + 1;
      Part part =
          switch (body.charAt(i)) {
            case '\n' -> new Part.Break();
            case '@' -> startsWord(body, start, i) ? mention(body, i, end) : null;
            case '#' -> startsWord(body, start, i) ? tag(body, i, end) : null;
            case 'h', 'H' -> startsWord(body, start, i) ? link(body, i, end) : null;
            default -> null;
          };
      if (part != null) {
        if (plain < i) {
          parts.add(new Part.Words(body.substring(plain, i)));
        }
        parts.add(part);
        next = i + length(part);
        plain = next;
      }
      i = next;
    }
    if (plain < end) {
      parts.add(new Part.Words(body.substring(plain, end)));
    }
    return parts;
  }

  private static int length(Part part) {
    return switch (part) {
      case Part.Words(String text) -> text.length();
      case Part.Break() -> 1;
      case Part.Link(String url, String _) -> url.length();
      case Part.Mention(String name) -> 1 + name.length();
      case Part.Tag(String tag) -> 1 + tag.length();
    };
  }

  /// Whether a mark here begins a word: an address such as a@b.c holds no mention.
  private static boolean startsWord(String body, int start, int i) {
    if (i == start) {
      return true;
    }
    int before = body.codePointBefore(i);
    if (before == '/' || before == '&' || before == '@' || before == '#') {
      return false;
    }
    return !(isSpacedLetter(before) || before == '_');
  }

  /// Whether a letter or digit is of a script that parts its words by spaces. The letters of others
  /// do not belong to a word that stands beside them.
  private static boolean isSpacedLetter(int c) {
    return Character.isLetterOrDigit(c)
        // The mark of long vowels belongs to no script, although only Japanese uses it.
        && c != 'ー'
        && !UNSPACED.contains(Character.UnicodeScript.of(c));
  }

  private static Part.@Nullable Mention mention(String body, int at, int end) {
    int i = at + 1;
    while (i < end && isNameLetter(body.charAt(i))) {
      i++;
    }
    // @josé is not jos. Korean joins its particles to a name.
    if (i < end && isSpacedLetter(body.codePointAt(i)) && !isHangul(body.codePointAt(i))) {
      return null;
    }
    String name = body.substring(at + 1, i);
    return AccountPolicy.isName(name) ? new Part.Mention(name) : null;
  }

  private static boolean isHangul(int c) {
    return Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL;
  }

  private static boolean isNameLetter(char c) {
    return c < 0x80 && (Character.isLetterOrDigit(c) || c == '_');
  }

  private static Part.@Nullable Tag tag(String body, int at, int end) {
    int i = at + 1;
    boolean letters = false;
    while (i < end) {
      int c = body.codePointAt(i);
      if (!isTagLetter(c)) {
        break;
      }
      // #1 and #2026 are numbers, not subjects, and #_ is nothing.
      letters |= Character.isLetter(c);
      i += Character.charCount(c);
    }
    String tag = body.substring(at + 1, i);
    return letters && isShortEnough(tag) ? new Part.Tag(tag) : null;
  }

  /// Folding may lengthen a text: one Arabic letter becomes eighteen.
  private static boolean isShortEnough(String tag) {
    return tag.length() <= 2 * TAG_MAX
        && tag.codePointCount(0, tag.length()) <= TAG_MAX
        && Folding.key(tag).length() <= KEY_MAX;
  }

  /// Letters and digits of any script, their marks, and `_`.
  private static boolean isTagLetter(int c) {
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || c == '_'
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  /// Whether a text could be a tag, so that there is a page for it.
  public static boolean isTag(String text) {
    Part.Tag tag = tag('#' + text, 0, text.length() + 1);
    return tag != null && tag.tag().equals(text);
  }

  private static Part.@Nullable Link link(String body, int at, int end) {
    int host;
    if (body.regionMatches(true, at, "https://", 0, 8)) {
      host = at + 8;
    } else if (body.regionMatches(true, at, "http://", 0, 7)) {
      host = at + 7;
    } else {
      return null;
    }
    // First, because reading on from each of many false starts would take the square of the time.
    if (!isHost(body, host, end)) {
      return null;
    }
    int i = host;
    while (i < end && isUrlCharacter(body.charAt(i))) {
      i++;
    }
    i = withoutTrailingMarks(body, host, i);
    String url = body.substring(at, i);
    String rest = body.substring(host, i);
    String shown = rest.length() <= SHOWN_URL_MAX ? rest : rest.substring(0, SHOWN_URL_MAX) + '…';
    return new Part.Link(url, shown);
  }

  /// Whether a host begins here. What has a user name before the host is no link: that form is of
  /// use only to pass for another site.
  private static boolean isHost(String body, int host, int end) {
    int i = host;
    while (i < end && isUrlCharacter(body.charAt(i)) && "/\\?#@".indexOf(body.charAt(i)) < 0) {
      i++;
    }
    return i > host
        && Character.isLetterOrDigit(body.charAt(host))
        && (i == end || body.charAt(i) != '@');
  }

  /// Printable ASCII but quotes and brackets, and letters of other alphabets; but a letter that
  /// joins an address without a space, as in Chinese, Japanese and Korean, ends it.
  private static boolean isUrlCharacter(char c) {
    if (c < 0x80) {
      return c > ' ' && c != '"' && c != '<' && c != '>' && c != '`' && c != 0x7f;
    }
    return isSpacedLetter(c) && !isHangul(c);
  }

  /// Sentence marks at the end belong to the sentence; a closing bracket does, too, unless it was
  /// opened in the address.
  private static int withoutTrailingMarks(String body, int from, int to) {
    int unclosed = 0;
    for (int i = from; i < to; i++) {
      char c = body.charAt(i);
      unclosed += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
    }
    int end = to;
    while (end > from) {
      char last = body.charAt(end - 1);
      boolean surplus = (last == ')' || last == ']') && unclosed < 0;
      if (!surplus && ".,:;!?'*_~".indexOf(last) < 0) {
        break;
      }
      unclosed += surplus ? 1 : 0;
      end--;
    }
    return end;
  }
}
