package dev.microblog.platform.index;

import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.FilterWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/// Lets what is new count more: the score of a query, times one and what halves with each
/// half-life.
///
/// Lucene's own query for such products scores everything that fits. Here what cannot come among
/// the best any more is passed over in blocks: the factor is never above two, and in a segment,
/// where the new stands before the old, never above that of the entry just scored.
final class RecencyQuery extends Query {
  private final Query words;
  private final long now;

  RecencyQuery(Query words, long now) {
    this.words = words;
    this.now = now;
  }

  private double factor(long at) {
    double age = Math.abs((double) now - at);
    return 1 + Math.pow(2, -age / Weights.HALF_LIFE);
  }

  @Override
  public Query rewrite(IndexSearcher searcher) throws IOException {
    Query rewritten = words.rewrite(searcher);
    return rewritten.equals(words) ? this : new RecencyQuery(rewritten, now);
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost)
      throws IOException {
    Weight weight = words.createWeight(searcher, mode, boost);
    return mode.needsScores() ? new RecencyWeight(weight) : weight;
  }

  @Override
  public void visit(QueryVisitor visitor) {
    words.visit(visitor);
  }

  @Override
  public String toString(String field) {
    return "recent(" + words.toString(field) + ")";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecencyQuery that && now == that.now && words.equals(that.words);
  }

  @Override
  public int hashCode() {
    return Objects.hash(words, now);
  }

  private final class RecencyWeight extends FilterWeight {
    RecencyWeight(Weight words) {
      super(RecencyQuery.this, words);
    }

    @Override
    public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
      ScorerSupplier scores = in.scorerSupplier(leaf);
      if (scores == null) {
        return null;
      }
      NumericDocValues times = DocValues.getNumeric(leaf.reader(), LuceneFields.AT);
      return new ScorerSupplier() {
        @Override
        public Scorer get(long leadCost) throws IOException {
          return new RecencyScorer(scores.get(leadCost), times);
        }

        @Override
        public long cost() {
          return scores.cost();
        }
      };
    }

    @Override
    public Explanation explain(LeafReaderContext leaf, int doc) throws IOException {
      Explanation score = in.explain(leaf, doc);
      NumericDocValues times = DocValues.getNumeric(leaf.reader(), LuceneFields.AT);
      if (!score.isMatch() || !times.advanceExact(doc)) {
        return score;
      }
      double factor = factor(times.longValue());
      return Explanation.match(
          score.getValue().doubleValue() * factor, "with what is new times " + factor, score);
    }
  }

  private final class RecencyScorer extends Scorer {
    private final Scorer in;
    private final NumericDocValues times;

    /// No later entry of this segment has a greater factor.
    private double bound = 2;

    private float least;

    RecencyScorer(Scorer in, NumericDocValues times) {
      this.in = in;
      this.times = times;
    }

    @Override
    public int docID() {
      return in.docID();
    }

    @Override
    public float score() throws IOException {
      double factor = times.advanceExact(in.docID()) ? factor(times.longValue()) : 1;
      if (factor < bound * .99) {
        bound = factor;
        if (least > 0) {
          in.setMinCompetitiveScore(leastOfWords());
        }
      }
      return (float) (in.score() * factor);
    }

    @Override
    public DocIdSetIterator iterator() {
      return in.iterator();
    }

    @Override
    public TwoPhaseIterator twoPhaseIterator() {
      return in.twoPhaseIterator();
    }

    @Override
    public int advanceShallow(int target) throws IOException {
      return in.advanceShallow(target);
    }

    @Override
    public float getMaxScore(int upTo) throws IOException {
      return (float) (in.getMaxScore(upTo) * upper());
    }

    @Override
    public void setMinCompetitiveScore(float score) throws IOException {
      least = score;
      in.setMinCompetitiveScore(leastOfWords());
    }

    private float leastOfWords() {
      return (float) (least / upper());
    }

    /// With room for rounding, and for entries of the same hour that stand the other way round.
    private double upper() {
      return Math.min(2, bound * 1.001);
    }
  }
}
