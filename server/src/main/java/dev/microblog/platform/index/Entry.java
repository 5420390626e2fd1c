package dev.microblog.platform.index;

import java.util.List;
import java.util.Set;

/// What can be found: a post or a person, as the words under which it is looked for. The words are
/// made here, by [Words], and not by the engine, so that every engine finds the same.
///
/// @param kind what it is
/// @param id of it; among the same kind the greater is the newer
/// @param audience marks of those who may find it; whoever asks has to have one of them
/// @param author who wrote it; 0 for a person
/// @param createdAt epoch milliseconds
/// @param language BCP 47, empty if it is not known
/// @param tags folded
/// @param names folded parts of a person's name; empty for a post
/// @param words in the order in which they stand
/// @param characters single characters of scripts that do not part words, in no order
/// @param english stems of the words, if that is the language
/// @param spanish stems of the words, if that is the language
public record Entry(
    Kind kind,
    long id,
    Set<String> audience,
    long author,
    long createdAt,
    String language,
    List<String> tags,
    List<String> names,
    List<String> words,
    Set<String> characters,
    List<String> english,
    List<String> spanish) {
  /// What an entry is.
  public enum Kind {
    POST("p"),
    PERSON("a");

    private final String mark;

    Kind(String mark) {
      this.mark = mark;
    }

    /// The key under which an engine knows an entry.
    public String key(long id) {
      return mark + id;
    }

    /// Marks of who may find what, in one word: nearly every entry has one such mark alone, and a
    /// query then asks for one thing instead of two.
    String audience(String who) {
      return mark + ':' + who;
    }
  }

  /// A text's words, for an entry of its language.
  public static Entry post(
      long id,
      Set<String> audience,
      long author,
      long createdAt,
      String language,
      List<String> tags,
      String text) {
    List<Words.Word> found = Words.of(text);
    return new Entry(
        Kind.POST,
        id,
        audience,
        author,
        createdAt,
        language,
        tags,
        List.of(),
        found.stream().map(Words.Word::folded).toList(),
        Words.characters(found),
        language.equals("en") ? Words.english(found) : List.of(),
        language.equals("es") ? Words.spanish(found) : List.of());
  }

  /// A person's name and what they say of themselves.
  public static Entry person(
      long id, Set<String> audience, long createdAt, String name, String about) {
    List<Words.Word> found = Words.of(about);
    return new Entry(
        Kind.PERSON,
        id,
        audience,
        0,
        createdAt,
        "",
        List.of(),
        Words.ofName(name),
        found.stream().map(Words.Word::folded).toList(),
        Words.characters(found),
        List.of(),
        List.of());
  }

  /// The key under which an engine knows it.
  String key() {
    return kind.key(id);
  }

  /// Who may find it, as it stands in the index.
  List<String> marks() {
    return audience.stream().map(kind::audience).toList();
  }
}
