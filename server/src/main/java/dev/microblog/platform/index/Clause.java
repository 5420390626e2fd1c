package dev.microblog.platform.index;

import java.util.List;

/// A condition on entries.
public sealed interface Clause {
  /// A word, in any form of its language.
  ///
  /// @param beginning whether longer words that begin so are found, too
  record OneWord(Words.Word word, boolean beginning) implements Clause {}

  /// Words that stand side by side, as they are.
  record Phrase(List<String> words) implements Clause {}

  /// Pairs of characters, of which so many must be there: between the words of a text that does not
  /// part them others may stand.
  record Pairs(List<String> pairs, int least) implements Clause {}

  /// A character of a script that does not part its words.
  record OneCharacter(String character) implements Clause {}

  /// At least one of these.
  record Any(List<Clause> clauses) implements Clause {}

  /// Each of these.
  record All(List<Clause> clauses) implements Clause {}

  /// Written by this author.
  record Author(long id) implements Clause {}

  /// Has this tag.
  ///
  /// @param beginning whether longer tags that begin so are found, too
  record Tag(String key, boolean beginning) implements Clause {}

  /// Written in this language.
  record Language(String tag) implements Clause {}

  /// Written in this time.
  ///
  /// @param from first epoch millisecond
  /// @param to first one after it
  record Time(long from, long to) implements Clause {}

  /// A person's name, or its beginning, or nearly so.
  ///
  /// @param name as [Words#ofNameTyped] makes it
  record Name(String name) implements Clause {}

  /// Whether it only lets through or not, and says nothing of what fits better.
  default boolean filters() {
    return switch (this) {
      case Author _, Tag _, Language _, Time _ -> true;
      case OneWord _, Phrase _, Pairs _, OneCharacter _, Any _, All _, Name _ -> false;
    };
  }
}
