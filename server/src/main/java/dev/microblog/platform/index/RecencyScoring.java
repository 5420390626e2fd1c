package dev.microblog.platform.index;

import java.io.IOException;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.BulkScorer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FilterLeafCollector;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/// Scores a segment from the new to the old. The score that an entry's words must have to come
/// among the best rises with what was found, and once more with the age of what is left: Lucene
/// passes over the blocks of entries that cannot reach it.
final class RecencyScoring extends BulkScorer {
  /// For what is lost by rounding.
  private static final double ROOM = 1 - 1e-6;

  private final BulkScorer in;
  private final DocIdSetIterator visible;
  private final NumericDocValues times;
  private final RecencyBlocks blocks;
  private final long now;
  private @Nullable Product product;

  /// @param in scores by words
  /// @param visible what may be found at all, which is only asked for what could be among the best
  RecencyScoring(
      BulkScorer in,
      DocIdSetIterator visible,
      NumericDocValues times,
      RecencyBlocks blocks,
      long now) {
    this.in = in;
    this.visible = visible;
    this.times = times;
    this.blocks = blocks;
    this.now = now;
  }

  @Override
  public int score(LeafCollector collector, @Nullable Bits accepted, int min, int max)
      throws IOException {
    Product into = product;
    if (into == null || !into.isFor(collector)) {
      into = new Product(collector);
      product = into;
    }
    int from = min;
    while (from < max) {
      int to = Math.min(max, blocks.advance(from));
      from = in.score(into, accepted, from, to);
    }
    return from;
  }

  @Override
  public long cost() {
    return in.cost();
  }

  /// Gives on what may be among the best, with the product for its score.
  private final class Product extends FilterLeafCollector {
    private final Score score = new Score();

    Product(LeafCollector collector) {
      super(collector);
    }

    boolean isFor(LeafCollector collector) {
      return in.equals(collector);
    }

    @Override
    public void setScorer(Scorable words) throws IOException {
      score.words = words;
      score.tell();
      in.setScorer(score);
    }

    @Override
    public void collect(int found) throws IOException {
      if (score.of(found) >= score.least && isVisible(found)) {
        in.collect(found);
      }
    }

    private boolean isVisible(int found) throws IOException {
      int next = visible.docID();
      return (next < found ? visible.advance(found) : next) == found;
    }
  }

  private final class Score extends Scorable {
    private @Nullable Scorable words;
    private float product;
    private float least;

    private float of(int found) throws IOException {
      float ofWords = words().score();
      product = (float) (ofWords * blocks.most());
      if (product >= least) {
        double factor = times.advanceExact(found) ? RecencyQuery.factor(now, times.longValue()) : 1;
        product = (float) (ofWords * factor);
      }
      return product;
    }

    @Override
    public float score() {
      return product;
    }

    @Override
    public void setMinCompetitiveScore(float score) throws IOException {
      least = score;
      tell();
    }

    private void tell() throws IOException {
      if (least > 0) {
        words().setMinCompetitiveScore((float) (least / blocks.most() * ROOM));
      }
    }

    private Scorable words() {
      if (words == null) {
        throw new IllegalStateException("There is no scorer yet.");
      }
      return words;
    }
  }
}
