package dev.microblog.platform.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Apart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.lucene.index.FieldInvertState;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is passed over must never be what would have been among the best.
@Apart
class RecencyQueryTest {
  private static final int MOST = 26;
  private static final long NOW = 1_790_000_000_000L;
  private static final long HOUR = Duration.ofHours(1).toMillis();

  /// More than a block of the index has, in each of its parts.
  private static final int[] PARTS = {14_000, 9_000, 700};

  @TempDir private static Path folder;

  private static final Map<Long, Long> times = new HashMap<>();
  private static LuceneGeneration index;

  @BeforeAll
  static void fill() throws IOException {
    index = LuceneGeneration.make(folder.resolve("index"));
    SplittableRandom random = new SplittableRandom(5);
    long id = 0;
    int all = Arrays.stream(PARTS).sum();
    for (int part : PARTS) {
      List<Change> changes = new ArrayList<>();
      for (int i = 0; i < part; i++) {
        id++;
        // About two years; most were written in the order of their ids, some long before or after,
        // and some that stand behind all others are the newest.
        long at = NOW - (all - id) * 18 * HOUR / 24;
        if (id < 3_000 && id % 20 == 0) {
          at = NOW - id;
        } else if (random.nextInt(50) == 0) {
          at += random.nextLong(-9_000, 1_000) * HOUR;
        }
        times.put(id, at);
        changes.add(new Change.Put(entry(id, at, text(random)), 1));
      }
      index.apply(changes);
      index.keep();
    }
    index.apply(List.of(new Change.Remove(Entry.Kind.POST, id - 1, 2)));
    index.keep();
  }

  private static Entry entry(long id, long at, String text) {
    return Entry.post(id, Set.of(id % 9 == 0 ? "some" : "all"), id % 7, at, "en", List.of(), text);
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int more = 1 + random.nextInt(12); more > 0; more--) {
      double share = random.nextDouble();
      text.append("word").append((int) (400 * share * share * share)).append(' ');
    }
    return text.toString();
  }

  @AfterAll
  static void close() throws IOException {
    index.close();
  }

  private static Clause word(String word) {
    return new Clause.OneWord(Words.of(word).getFirst(), false);
  }

  private static Wanted all(Clause... clauses) {
    return new Wanted(Entry.Kind.POST, Set.of("all"), List.of(clauses), List.of());
  }

  private record Hit(long id, float score) {}

  /// Scores everything, and multiplies on its own.
  private static List<Long> slowly(Wanted wanted, long before) throws IOException {
    return index.search(
        searcher -> {
          Query query = new LuceneQueries(searcher.getIndexReader()).of(wanted, 0, before - 1);
          int all = searcher.getIndexReader().maxDoc();
          List<Hit> hits = new ArrayList<>();
          for (var found :
              searcher.search(
                      query,
                      new TopFieldCollectorManager(
                          LuceneFields.BEST_FIRST, all, null, Integer.MAX_VALUE))
                  .scoreDocs) {
            Object[] fields = ((FieldDoc) found).fields;
            long id = (Long) fields[1];
            double age = Math.abs((double) NOW - times.getOrDefault(id, 0L));
            double factor = 1 + Math.pow(2, -age / Duration.ofDays(90).toMillis());
            hits.add(new Hit(id, (float) ((Float) fields[0] * factor)));
          }
          hits.sort(Comparator.comparingDouble(Hit::score).thenComparingLong(Hit::id).reversed());
          return hits.stream().limit(MOST).map(Hit::id).toList();
        });
  }

  private static List<Long> fast(Wanted wanted, long before) throws IOException {
    return index.search(
        searcher ->
            Arrays.stream(
                    searcher.search(
                            new LuceneQueries(searcher.getIndexReader())
                                .best(wanted, NOW, before - 1),
                            new TopFieldCollectorManager(LuceneFields.BEST_FIRST, MOST, null, MOST))
                        .scoreDocs)
                .map(found -> (Long) ((FieldDoc) found).fields[1])
                .toList());
  }

  private static void same(Wanted wanted) throws IOException {
    for (long before : new long[] {Long.MAX_VALUE, 15_000}) {
      assertThat(fast(wanted, before)).isEqualTo(slowly(wanted, before));
    }
  }

  @Test
  void theBestByOneWordAreTheBestOfAll() throws IOException {
    for (int i = 0; i < 400; i += 1 + i / 3) {
      same(all(word("word" + i)));
    }
  }

  @Test
  void theBestBySeveralWordsAreTheBestOfAll() throws IOException {
    for (int i = 0; i < 60; i += 1 + i / 3) {
      Clause one = word("word" + i);
      Clause other = word("word" + (i * 3 + 1));
      same(all(one, other));
      same(all(new Clause.Any(List.of(one, other))));
      same(all(new Clause.Phrase(List.of("word" + i, "word" + (i + 1)))));
      same(all(one, new Clause.Author(3)));
      same(new Wanted(Entry.Kind.POST, Set.of("all", "some"), List.of(one), List.of(other)));
    }
  }

  @Test
  void theBestOfWhatFewMayFindAreTheBestOfIt() throws IOException {
    for (int i = 0; i < 20; i++) {
      same(new Wanted(Entry.Kind.POST, Set.of("some"), List.of(word("word" + i)), List.of()));
    }
  }

  @Test
  void theBestByABeginningAreTheBestOfAll() throws IOException {
    for (String beginning : List.of("word1", "wo", "word22")) {
      same(all(new Clause.OneWord(Words.of(beginning).getFirst(), true)));
    }
  }

  @Test
  void muchIsPassedOver() throws IOException {
    assertThat(scored(MOST)).isLessThan(scored(Integer.MAX_VALUE) * 4 / 5);
  }

  /// How often something is scored until the best are found.
  ///
  /// @param sure how many that fit are counted before any is passed over
  private static long scored(int sure) throws IOException {
    return index.search(
        searcher -> {
          Counting counting = new Counting();
          searcher.setSimilarity(counting);
          searcher.search(
              new LuceneQueries(searcher.getIndexReader())
                  .best(all(word("word0")), NOW, Long.MAX_VALUE),
              new TopFieldCollectorManager(LuceneFields.BEST_FIRST, MOST, null, sure));
          return counting.scored;
        });
  }

  /// Counts what is scored.
  private static final class Counting extends Similarity {
    private final Similarity in = new BM25Similarity();
    private long scored;

    @Override
    public long computeNorm(FieldInvertState state) {
      return in.computeNorm(state);
    }

    @Override
    public SimScorer scorer(float boost, CollectionStatistics field, TermStatistics... terms) {
      SimScorer scorer = in.scorer(boost, field, terms);
      return new SimScorer() {
        @Override
        public float score(float frequency, long norm) {
          scored++;
          return scorer.score(frequency, norm);
        }
      };
    }
  }
}
