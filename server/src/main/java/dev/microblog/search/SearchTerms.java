package dev.microblog.search;

import dev.microblog.platform.index.Clause;
import dev.microblog.platform.index.Words;
import dev.microblog.search.SearchText.Part;
import dev.microblog.search.SearchText.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns a search into conditions on the entries of an index.
final class SearchTerms {
  /// The share of pairs that must be there of a run of characters without spaces.
  private static final double ENOUGH = .6;

  /// Nobody's id: nothing is written by them.
  private static final long NOBODY = -1;

  private final SearchText text;
  private final Map<String, Long> authors;

  /// @param authors ids of the people whose names are in the text, by folded name
  SearchTerms(SearchText text, Map<String, Long> authors) {
    this.text = text;
    this.authors = authors;
  }

  /// What must be there.
  List<Clause> all() {
    List<Clause> all = new ArrayList<>();
    for (List<Part> group : text.groups()) {
      List<Clause> choices = new ArrayList<>();
      for (Part part : group) {
        Clause clause = part.not() ? null : clause(part.what());
        if (clause != null) {
          choices.add(clause);
        }
      }
      if (!choices.isEmpty()) {
        all.add(choices.size() == 1 ? choices.getFirst() : new Clause.Any(choices));
      }
    }
    return all;
  }

  /// What must not.
  List<Clause> not() {
    List<Clause> not = new ArrayList<>();
    for (Part part : text.parts()) {
      Clause clause = part.not() ? clause(part.what()) : null;
      if (clause != null) {
        not.add(clause);
      }
    }
    return not;
  }

  /// The words alone, each as a name or as a word that a person says of themselves.
  List<Clause> people() {
    List<Clause> all = new ArrayList<>();
    for (Part part : text.parts()) {
      if (part.what() instanceof What.Plain(String plain, boolean _) && !part.not()) {
        String name = Words.ofNameTyped(plain.startsWith("@") ? plain.substring(1) : plain);
        Clause about = clause(part.what());
        if (about != null) {
          all.add(new Clause.Any(List.of(new Clause.Name(name), about)));
        }
      }
    }
    return all;
  }

  /// @return null if there is no word in it
  private @Nullable Clause clause(What what) {
    return switch (what) {
      case What.Plain(String plain, boolean beginning) -> together(plain(plain, beginning));
      case What.Quoted(String quoted) -> together(quoted(quoted));
      case What.From(String nameKey) -> new Clause.Author(authors.getOrDefault(nameKey, NOBODY));
      case What.Tag(String key) -> new Clause.Tag(key, false);
      case What.Time(long from, long to) -> new Clause.Time(from, to);
      case What.Language(String tag) -> new Clause.Language(tag);
    };
  }

  private static @Nullable Clause together(List<Clause> clauses) {
    return switch (clauses.size()) {
      case 0 -> null;
      case 1 -> clauses.getFirst();
      default -> new Clause.All(clauses);
    };
  }

  private static List<Clause> plain(String plain, boolean beginning) {
    List<Words.Word> words = Words.of(plain);
    List<Clause> clauses = new ArrayList<>();
    List<String> run = new ArrayList<>();
    int end = -1;
    for (Words.Word word : words) {
      if (word.form() != Words.Form.PAIR || word.start() >= end) {
        addRun(clauses, run);
      }
      switch (word.form()) {
        case WORD ->
            clauses.add(new Clause.OneWord(word, beginning && word.equals(words.getLast())));
        case PAIR -> run.add(word.folded());
        case SINGLE -> clauses.add(new Clause.OneCharacter(word.folded()));
      }
      end = word.end();
    }
    addRun(clauses, run);
    return clauses;
  }

  private static void addRun(List<Clause> clauses, List<String> run) {
    if (!run.isEmpty()) {
      int least = run.size() < 3 ? run.size() : (int) Math.ceil(run.size() * ENOUGH);
      clauses.add(new Clause.Pairs(List.copyOf(run), least));
      run.clear();
    }
  }

  /// A single character among words of another script need not be single in a text.
  private static List<Clause> quoted(String quoted) {
    List<Clause> clauses = new ArrayList<>();
    List<String> side = new ArrayList<>();
    for (Words.Word word : Words.of(quoted)) {
      if (word.form() == Words.Form.SINGLE) {
        addPhrase(clauses, side);
        clauses.add(new Clause.OneCharacter(word.folded()));
      } else {
        side.add(word.folded());
      }
    }
    addPhrase(clauses, side);
    return clauses;
  }

  private static void addPhrase(List<Clause> clauses, List<String> words) {
    if (!words.isEmpty()) {
      clauses.add(new Clause.Phrase(List.copyOf(words)));
      words.clear();
    }
  }
}
