package dev.microblog.platform.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/// Puts queries into Lucene's form, for one state of an index.
final class LuceneQueries {
  /// How many words with one beginning are looked at to find those that are used most.
  private static final int MOST_LOOKED_AT = 2_000;

  private record Used(String word, int times) {}

  private final IndexReader reader;

  LuceneQueries(IndexReader reader) {
    this.reader = reader;
  }

  /// @param from smallest id
  /// @param to greatest id
  Query of(Wanted wanted, long from, long to) {
    return all(wanted, audience(wanted), from, to);
  }

  /// As above, with what is new before the old where they fit alike. Where nearly everything may be
  /// found, whether it may is not asked of all that fits, but of the best.
  Query best(Wanted wanted, long now, long to) {
    Query audience = audience(wanted);
    boolean most = 2 * entries(wanted) > reader.maxDoc();
    return new RecencyQuery(
        all(wanted, most ? MatchAllDocsQuery.INSTANCE : audience, 0, to),
        most ? audience : MatchAllDocsQuery.INSTANCE,
        now);
  }

  private long entries(Wanted wanted) {
    return wanted.audience().stream()
        .mapToLong(who -> frequency(new Term(LuceneFields.AUDIENCE, wanted.kind().audience(who))))
        .sum();
  }

  private Query all(Wanted wanted, Query audience, long from, long to) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    if (!audience.equals(MatchAllDocsQuery.INSTANCE)) {
      all.add(audience, Occur.FILTER);
    }
    if (from > 0 || to < Long.MAX_VALUE) {
      all.add(between(LuceneFields.ID, from, to), Occur.FILTER);
    }
    wanted.all().forEach(clause -> all.add(of(clause), occur(clause)));
    wanted.not().forEach(clause -> all.add(of(clause), Occur.MUST_NOT));
    return all.build();
  }

  private static Occur occur(Clause clause) {
    return clause.filters() ? Occur.FILTER : Occur.MUST;
  }

  /// Marks that nothing bears would only make the query slower.
  private Query audience(Wanted wanted) {
    List<Query> there = new ArrayList<>();
    for (String who : wanted.audience()) {
      Term term = new Term(LuceneFields.AUDIENCE, wanted.kind().audience(who));
      if (frequency(term) > 0) {
        there.add(new TermQuery(term));
      }
    }
    return any(there);
  }

  private int frequency(Term term) {
    try {
      return reader.docFreq(term);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Query any(List<Query> queries) {
    if (queries.isEmpty()) {
      return MatchNoDocsQuery.INSTANCE;
    }
    if (queries.size() == 1) {
      return queries.getFirst();
    }
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    queries.forEach(query -> any.add(query, Occur.SHOULD));
    return any.build();
  }

  private static Query between(String field, long from, long to) {
    return NumericDocValuesField.newSlowRangeQuery(field, from, to);
  }

  private Query of(Clause clause) {
    return switch (clause) {
      case Clause.OneWord(Words.Word word, boolean beginning) -> word(word, beginning);
      case Clause.Phrase(List<String> words) ->
          words.size() == 1
              ? term(LuceneFields.WORDS, words.getFirst())
              : new PhraseQuery(LuceneFields.WORDS, words.toArray(String[]::new));
      case Clause.Pairs(List<String> pairs, int least) -> pairs(pairs, least);
      case Clause.OneCharacter(String character) -> term(LuceneFields.CHARACTERS, character);
      case Clause.Any(List<Clause> clauses) -> any(clauses.stream().map(this::of).toList());
      case Clause.All(List<Clause> clauses) -> all(clauses);
      case Clause.Author(long id) -> term(LuceneFields.AUTHOR, Long.toString(id));
      case Clause.Tag(String key, boolean beginning) ->
          beginning
              ? new PrefixQuery(new Term(LuceneFields.TAG, key))
              : new ConstantScoreQuery(term(LuceneFields.TAG, key));
      case Clause.Language(String tag) -> new ConstantScoreQuery(term(LuceneFields.LANGUAGE, tag));
      case Clause.Time(long from, long to) -> between(LuceneFields.AT, from, to - 1);
      case Clause.Name(String name) -> name(name);
    };
  }

  private Query all(List<Clause> clauses) {
    if (clauses.isEmpty()) {
      return MatchAllDocsQuery.INSTANCE;
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    clauses.forEach(clause -> all.add(of(clause), occur(clause)));
    return all.build();
  }

  private static Query term(String field, String word) {
    return new TermQuery(new Term(field, word));
  }

  private Query word(Words.Word word, boolean beginning) {
    List<Query> forms = new ArrayList<>();
    form(forms, LuceneFields.WORDS, word.folded(), 1);
    form(forms, LuceneFields.ENGLISH, word.english(), Weights.STEM);
    form(forms, LuceneFields.SPANISH, word.spanish(), Weights.STEM);
    if (beginning && word.begins()) {
      for (String longer : beginningWith(word.folded())) {
        form(forms, LuceneFields.WORDS, longer, Weights.BEGINNING);
      }
    }
    return best(forms);
  }

  private void form(List<Query> forms, String field, String word, float weight) {
    Term term = new Term(field, word);
    if (frequency(term) > 0) {
      forms.add(weight == 1 ? new TermQuery(term) : new BoostQuery(new TermQuery(term), weight));
    }
  }

  private static Query best(Collection<Query> forms) {
    return forms.isEmpty() ? MatchNoDocsQuery.INSTANCE : new DisjunctionMaxQuery(forms, 0);
  }

  private static Query pairs(List<String> pairs, int least) {
    BooleanQuery.Builder some = new BooleanQuery.Builder();
    pairs.forEach(pair -> some.add(term(LuceneFields.WORDS, pair), Occur.SHOULD));
    return some.setMinimumNumberShouldMatch(least).build();
  }

  private static Query name(String name) {
    Term term = new Term(LuceneFields.NAMES, name);
    List<Query> forms = new ArrayList<>();
    forms.add(constant(new TermQuery(term), Weights.NAME));
    forms.add(constant(new PrefixQuery(term), Weights.NAME_BEGINNING));
    int slips = Weights.slips(name);
    if (slips > 0) {
      forms.add(constant(new FuzzyQuery(term, slips, 1), Weights.NAME_NEARLY));
    }
    return best(forms);
  }

  private static Query constant(Query query, float weight) {
    return new BoostQuery(new ConstantScoreQuery(query), weight);
  }

  /// Longer words with this beginning that are used most.
  private List<String> beginningWith(String beginning) {
    PriorityQueue<Used> most = new PriorityQueue<>(Comparator.comparingInt(Used::times));
    BytesRef prefix = new BytesRef(beginning);
    try {
      Terms terms = MultiTerms.getTerms(reader, LuceneFields.WORDS);
      if (terms == null) {
        return List.of();
      }
      TermsEnum words = terms.iterator();
      TermsEnum.SeekStatus sought = words.seekCeil(prefix);
      for (int i = 0; i < MOST_LOOKED_AT && sought != TermsEnum.SeekStatus.END; i++) {
        BytesRef word = words.term();
        if (!StringHelper.startsWith(word, prefix)) {
          break;
        }
        if (word.length > prefix.length) {
          most.add(new Used(word.utf8ToString(), words.docFreq()));
          if (most.size() > Weights.MOST_BEGINNINGS) {
            most.poll();
          }
        }
        if (words.next() == null) {
          break;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return most.stream().map(Used::word).toList();
  }
}
