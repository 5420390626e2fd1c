package dev.microblog.platform.index;

import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.BulkScorer;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.FilterWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/// Lets what is new count more: the score of a query, times one and what halves with each
/// half-life. It is asked by itself, and never part of another query.
///
/// Lucene's own query for such products scores everything that fits. Here what cannot come among
/// the best any more is passed over in blocks, see [RecencyScoring].
final class RecencyQuery extends Query {
  private final Query words;
  private final Query visible;
  private final long now;

  /// @param words which score
  /// @param visible which entries may be found at all; only the best are asked for it
  RecencyQuery(Query words, Query visible, long now) {
    this.words = words;
    this.visible = visible;
    this.now = now;
  }

  /// By what the score of an entry of this time is multiplied.
  static double factor(long now, long at) {
    return factorOf(Math.abs((double) now - at));
  }

  /// @param age in milliseconds
  static double factorOf(double age) {
    return 1 + Math.pow(2, -age / Weights.HALF_LIFE);
  }

  @Override
  public Query rewrite(IndexSearcher searcher) throws IOException {
    Query newWords = words.rewrite(searcher);
    Query newVisible = visible.rewrite(searcher);
    return newWords.equals(words) && newVisible.equals(visible)
        ? this
        : new RecencyQuery(newWords, newVisible, now);
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost)
      throws IOException {
    return new RecencyWeight(
        words.createWeight(searcher, mode, boost),
        visible.createWeight(searcher, ScoreMode.COMPLETE_NO_SCORES, 1));
  }

  @Override
  public void visit(QueryVisitor visitor) {
    words.visit(visitor);
  }

  @Override
  public String toString(String field) {
    return "recent(" + words.toString(field) + " of " + visible.toString(field) + ")";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecencyQuery that
        && now == that.now
        && words.equals(that.words)
        && visible.equals(that.visible);
  }

  @Override
  public int hashCode() {
    return Objects.hash(words, visible, now);
  }

  private final class RecencyWeight extends FilterWeight {
    private final Weight visible;

    RecencyWeight(Weight words, Weight visible) {
      super(RecencyQuery.this, words);
      this.visible = visible;
    }

    @Override
    public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
      ScorerSupplier scores = in.scorerSupplier(leaf);
      Scorer seen = scores == null ? null : visible.scorer(leaf);
      return scores == null || seen == null ? null : new RecencySupplier(leaf, scores, seen);
    }

    @Override
    public Explanation explain(LeafReaderContext leaf, int doc) throws IOException {
      Explanation score = in.explain(leaf, doc);
      NumericDocValues times = DocValues.getNumeric(leaf.reader(), LuceneFields.AT);
      if (!score.isMatch() || !times.advanceExact(doc)) {
        return score;
      }
      double factor = factor(now, times.longValue());
      return Explanation.match(
          score.getValue().doubleValue() * factor, "with what is new times " + factor, score);
    }
  }

  private final class RecencySupplier extends ScorerSupplier {
    private final LeafReaderContext leaf;
    private final ScorerSupplier scores;
    private final Scorer seen;

    RecencySupplier(LeafReaderContext leaf, ScorerSupplier scores, Scorer seen) {
      this.leaf = leaf;
      this.scores = scores;
      this.seen = seen;
    }

    @Override
    public BulkScorer bulkScorer() throws IOException {
      return new RecencyScoring(
          scores.bulkScorer(),
          seen.iterator(),
          DocValues.getNumeric(leaf.reader(), LuceneFields.AT),
          RecencyBlocks.of(leaf.reader(), now),
          now);
    }

    @Override
    public Scorer get(long leadCost) {
      throw new UnsupportedOperationException("It is not part of another query.");
    }

    /// Without it nothing is passed over.
    @Override
    public void setTopLevelScoringClause() throws IOException {
      scores.setTopLevelScoringClause();
    }

    @Override
    public long cost() {
      return scores.cost();
    }
  }
}
