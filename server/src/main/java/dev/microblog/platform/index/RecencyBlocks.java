package dev.microblog.platform.index;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.DocValuesSkipper;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;

/// How new the entries of a segment can be, in blocks. The new stand before the old, so this gets
/// less from block to block; where they do not, a block counts as new as what stands behind it.
final class RecencyBlocks {
  /// How much the factor may differ within what is scored in one go.
  private static final double SAME = .99;

  /// The last document of each block.
  private int[] last;

  /// Age in milliseconds that no entry of the block or behind it is below.
  private long[] ages;

  private int block;
  private int end;
  private double most;

  private RecencyBlocks(int size) {
    last = new int[size];
    ages = new long[size];
  }

  static RecencyBlocks of(LeafReader reader, long now) throws IOException {
    RecencyBlocks blocks = new RecencyBlocks(64);
    DocValuesSkipper skipper = reader.getDocValuesSkipper(LuceneFields.AT);
    int size = 0;
    if (skipper != null) {
      skipper.advance(0);
      while (skipper.minDocID(0) != DocIdSetIterator.NO_MORE_DOCS) {
        size = blocks.add(size, skipper, now);
        skipper.advance(skipper.maxDocID(0) + 1);
      }
    }
    blocks.close(size);
    return blocks;
  }

  private int add(int size, DocValuesSkipper skipper, long now) {
    if (size + 1 == last.length) {
      last = Arrays.copyOf(last, size * 2);
      ages = Arrays.copyOf(ages, size * 2);
    }
    last[size] = skipper.maxDocID(0);
    ages[size] = Math.max(0, Math.max(now - skipper.maxValue(0), skipper.minValue(0) - now));
    return size + 1;
  }

  private void close(int size) {
    // Behind the last block stands nothing, or entries without a time.
    last[size] = DocIdSetIterator.NO_MORE_DOCS - 1;
    ages[size] = size == 0 ? 0 : Long.MAX_VALUE;
    for (int i = size - 1; i >= 0; i--) {
      ages[i] = Math.min(ages[i], ages[i + 1]);
    }
  }

  /// Goes on to the block of a document, and those behind it that are about as new.
  ///
  /// @return the document with which something else begins
  int advance(int document) {
    if (document < end) {
      return end;
    }
    while (last[block] < document) {
      block++;
    }
    most = RecencyQuery.factorOf((double) ages[block]);
    double least = most * SAME;
    int until = block;
    while (last[until] < DocIdSetIterator.NO_MORE_DOCS - 1
        && RecencyQuery.factorOf((double) ages[until + 1]) >= least) {
      until++;
    }
    end = last[until] + 1;
    return end;
  }

  /// What no factor from here on is above.
  double most() {
    return most;
  }
}
