package dev.microblog.platform.index;

import dev.microblog.platform.text.Folding;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;

/// Parts a text into the words under which it is found. Unicode says where words begin (UAX 29);
/// Chinese, Japanese and Korean, which do not part theirs, become overlapping pairs of characters.
/// Case, width and accents make no difference.
///
/// What this gives is kept in indexes: when it changes, [SearchIndex#LAYOUT] must.
public final class Words {
  /// Longest word that is kept, in UTF-16 units; engines refuse or cut what is longer than 255.
  private static final int LONGEST = 100;

  /// How a word came about.
  public enum Form {
    /// As the script parts it.
    WORD,
    /// Two neighbours of a script that does not.
    PAIR,
    /// One such character between others.
    SINGLE
  }

  /// A word of a text.
  ///
  /// @param folded without case and accents
  /// @param lower with its accents, which stemming needs
  /// @param start where it begins in the text, in UTF-16 units
  /// @param end where it ends
  public record Word(String folded, String lower, Form form, int start, int end) {
    /// Whether longer words may be looked for that begin so: a single letter begins too many.
    public boolean begins() {
      return form == Form.WORD && folded.codePointCount(0, folded.length()) > 1;
    }

    /// The stem, if the word is English.
    public String english() {
      return english(new EnglishStemmer());
    }

    private String english(EnglishStemmer stemmer) {
      if (form != Form.WORD) {
        return folded;
      }
      stemmer.setCurrent(folded);
      stemmer.stem();
      return stemmer.getCurrent();
    }

    /// The stem, if the word is Spanish.
    public String spanish() {
      return spanish(new SpanishStemmer());
    }

    private String spanish(SpanishStemmer stemmer) {
      if (form != Form.WORD) {
        return folded;
      }
      stemmer.setCurrent(accented(lower));
      stemmer.stem();
      return withoutAccents(stemmer.getCurrent());
    }

    /// Many leave the accent out that these endings have.
    private static String accented(String word) {
      boolean plain = word.endsWith("cion") || word.endsWith("sion");
      return plain ? word.substring(0, word.length() - 2) + "ón" : word;
    }
  }

  /// Scripts whose marks are accents; in others, such as Devanagari, marks are vowels.
  private static final Set<Character.UnicodeScript> ACCENTED =
      EnumSet.of(
          Character.UnicodeScript.LATIN,
          Character.UnicodeScript.GREEK,
          Character.UnicodeScript.CYRILLIC,
          Character.UnicodeScript.HEBREW,
          Character.UnicodeScript.ARABIC);

  private Words() {}

  /// The words of a text, in order.
  public static List<Word> of(String text) {
    List<Word> words = new ArrayList<>();
    try (StandardTokenizer tokenizer = new StandardTokenizer()) {
      tokenizer.setReader(new StringReader(parted(text)));
      try (TokenStream tokens = new CJKBigramFilter(new CJKWidthFilter(tokenizer))) {
        CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
        OffsetAttribute place = tokens.addAttribute(OffsetAttribute.class);
        TypeAttribute type = tokens.addAttribute(TypeAttribute.class);
        tokens.reset();
        while (tokens.incrementToken()) {
          String word = term.toString();
          // Most words are plain, and short work.
          boolean plain = isPlain(word);
          String lower = plain ? word.toLowerCase(Locale.ROOT) : withoutSpaces(Folding.key(word));
          String folded = cut(plain ? lower : withoutAccents(lower));
          if (!folded.isEmpty()) {
            words.add(
                new Word(
                    folded, cut(lower), form(type.type()), place.startOffset(), place.endOffset()));
          }
        }
        tokens.end();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }

  /// The stems of all, if they are English.
  static List<String> english(List<Word> words) {
    EnglishStemmer stemmer = new EnglishStemmer();
    return words.stream().map(word -> word.english(stemmer)).toList();
  }

  /// The stems of all, if they are Spanish.
  static List<String> spanish(List<Word> words) {
    SpanishStemmer stemmer = new SpanishStemmer();
    return words.stream().map(word -> word.spanish(stemmer)).toList();
  }

  private static Form form(String type) {
    return switch (type) {
      case CJKBigramFilter.DOUBLE_TYPE -> Form.PAIR;
      case CJKBigramFilter.SINGLE_TYPE -> Form.SINGLE;
      default -> Form.WORD;
    };
  }

  /// Unicode keeps example.org in one word, but people look for example. Of the same length, so
  /// that words stay where they are. Abbreviations such as U.S. become letters, which find each
  /// other as well.
  private static String parted(String text) {
    StringBuilder parted = null;
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if ((c == '.' || c == ':')
          && (Character.isLetter(text.charAt(i - 1)) || Character.isLetter(text.charAt(i + 1)))) {
        parted = parted == null ? new StringBuilder(text) : parted;
        parted.setCharAt(i, ' ');
      } else if (c == '’') {
        parted = parted == null ? new StringBuilder(text) : parted;
        parted.setCharAt(i, '\'');
      }
    }
    return parted == null ? text : parted.toString();
  }

  /// The characters of words that are pairs or single ones, each once.
  static Set<String> characters(List<Word> words) {
    Set<String> characters = new LinkedHashSet<>();
    for (Word word : words) {
      if (word.form() != Form.WORD) {
        word.folded().codePoints().mapToObj(Character::toString).forEach(characters::add);
      }
    }
    return characters;
  }

  /// The words under which a name is found: the whole, and what `_` parts.
  static List<String> ofName(String name) {
    Set<String> names = new LinkedHashSet<>();
    names.add(ofNameTyped(name));
    for (String part : name.split("_", -1)) {
      if (!part.isEmpty()) {
        names.add(ofNameTyped(part));
      }
    }
    return List.copyOf(names);
  }

  /// A name, or its beginning, as it is compared.
  public static String ofNameTyped(String typed) {
    return cut(withoutAccents(Folding.key(typed)));
  }

  private static String withoutSpaces(String text) {
    // Some letters are words in Unicode's compatible form.
    return text.indexOf(' ') < 0 ? text : text.replace(" ", "");
  }

  private static String cut(String word) {
    if (word.length() <= LONGEST) {
      return word;
    }
    boolean within = Character.isHighSurrogate(word.charAt(LONGEST - 1));
    return word.substring(0, within ? LONGEST - 1 : LONGEST);
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /// Takes the accents off letters of scripts that have such.
  static String withoutAccents(String text) {
    if (isPlain(text)) {
      return text;
    }
    String parts = Normalizer.normalize(text, Normalizer.Form.NFD);
    StringBuilder bare = new StringBuilder(parts.length());
    boolean accented = false;
    for (int i = 0; i < parts.length(); ) {
      int c = parts.codePointAt(i);
      i += Character.charCount(c);
      if (Character.getType(c) != Character.NON_SPACING_MARK) {
        accented = ACCENTED.contains(Character.UnicodeScript.of(c));
        bare.appendCodePoint(c);
      } else if (!accented) {
        bare.appendCodePoint(c);
      }
    }
    String whole = Normalizer.normalize(bare, Normalizer.Form.NFC);
    // Letters such as ø and æ, which have no marks to take off. One may become four.
    char[] ascii = new char[whole.length() * 4];
    int length = ASCIIFoldingFilter.foldToASCII(whole.toCharArray(), 0, ascii, 0, whole.length());
    return new String(ascii, 0, length);
  }
}
