package dev.microblog.search;

import dev.microblog.platform.index.Words;
import dev.microblog.search.SearchText.Part;
import dev.microblog.search.SearchText.What;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Shows in a text the words that were looked for, in whatever form they stand there.
public final class Marks {
  /// A piece of a text. All pieces in their order are the text.
  ///
  /// @param marked whether it was looked for
  public record Piece(String text, boolean marked) {}

  private final Set<String> words = new HashSet<>();
  private final Set<String> beginnings = new HashSet<>();
  private final Set<String> english = new HashSet<>();
  private final Set<String> spanish = new HashSet<>();
  private final Set<String> characters = new HashSet<>();

  /// @param text what was looked for
  public Marks(SearchText text) {
    for (Part part : text.parts()) {
      if (!part.not()) {
        switch (part.what()) {
          case What.Plain(String plain, boolean beginning) -> {
            List<Words.Word> found = Words.of(plain);
            found.forEach(this::add);
            if (beginning && !found.isEmpty() && found.getLast().begins()) {
              beginnings.add(found.getLast().folded());
            }
          }
          // As it stands, so without other forms.
          case What.Quoted(String quoted) ->
              Words.of(quoted).forEach(word -> exact(word.folded(), word.form()));
          case What.Tag(String key) ->
              Words.of(key).forEach(word -> exact(word.folded(), word.form()));
          case What.From _, What.Time _, What.Language _ -> {}
        }
      }
    }
  }

  private void add(Words.Word word) {
    exact(word.folded(), word.form());
    if (word.form() == Words.Form.WORD) {
      english.add(word.english());
      spanish.add(word.spanish());
    }
  }

  private void exact(String folded, Words.Form form) {
    (form == Words.Form.SINGLE ? characters : words).add(folded);
  }

  /// The pieces of a text.
  ///
  /// @param language in which it is written, BCP 47; empty if it is not known
  public List<Piece> pieces(String text, String language) {
    List<Piece> pieces = new ArrayList<>();
    int done = 0;
    int start = -1;
    int end = -1;
    for (Words.Word word : Words.of(text)) {
      if (!fits(word, language)) {
        continue;
      }
      if (word.start() > end) {
        done = mark(pieces, text, done, start, end);
        start = word.start();
      }
      end = Math.max(end, word.end());
    }
    done = mark(pieces, text, done, start, end);
    markCharacters(pieces, text.substring(done));
    return pieces;
  }

  private boolean fits(Words.Word word, String language) {
    return words.contains(word.folded())
        || (language.equals("en") && english.contains(word.english()))
        || (language.equals("es") && spanish.contains(word.spanish()))
        || (word.form() == Words.Form.WORD
            && beginnings.stream().anyMatch(word.folded()::startsWith));
  }

  private int mark(List<Piece> pieces, String text, int done, int start, int end) {
    if (start < 0) {
      return done;
    }
    markCharacters(pieces, text.substring(done, start));
    pieces.add(new Piece(text.substring(start, end), true));
    return end;
  }

  /// Single characters, where nothing longer is marked.
  private void markCharacters(List<Piece> pieces, String text) {
    int plain = 0;
    for (int i = 0; i < text.length() && !characters.isEmpty(); ) {
      int next = i + Character.charCount(text.codePointAt(i));
      String character = text.substring(i, next);
      if (characters.contains(character)) {
        if (plain < i) {
          pieces.add(new Piece(text.substring(plain, i), false));
        }
        pieces.add(new Piece(character, true));
        plain = next;
      }
      i = next;
    }
    if (plain < text.length()) {
      pieces.add(new Piece(text.substring(plain), false));
    }
  }
}
