package dev.microblog.platform.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValuesSkipper;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.IndexSearcher.TooManyClauses;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/// One Lucene index that is open.
final class LuceneGeneration implements AutoCloseable {
  /// What is gathered in memory before it is written out, in megabytes. More is faster for many
  /// posts at once, but the heap is small.
  private static final double BUFFER = 16;

  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private final LuceneFields fields = new LuceneFields();

  /// What was found when it was used.
  private volatile @Nullable IOException damage;

  private LuceneGeneration(Path folder, OpenMode mode) throws IOException {
    directory = FSDirectory.open(folder);
    IndexWriter made = null;
    try {
      made =
          new IndexWriter(
              directory,
              new IndexWriterConfig()
                  .setOpenMode(mode)
                  .setIndexSort(LuceneFields.NEWEST_FIRST)
                  .setLeafSorter(Comparator.comparingLong(LuceneGeneration::newest).reversed())
                  .setRAMBufferSizeMB(BUFFER)
                  .setMaxFullFlushMergeWaitMillis(0));
      searchers = new SearcherManager(made, null);
    } catch (IOException | RuntimeException e) {
      if (made == null) {
        directory.close();
      } else {
        discard(made, directory);
      }
      throw e;
    }
    writer = made;
  }

  /// Makes an empty index.
  static LuceneGeneration make(Path folder) throws IOException {
    return new LuceneGeneration(folder, OpenMode.CREATE);
  }

  /// Opens an index that is there.
  ///
  /// @throws IOException if it is damaged, in use, or cannot be read
  static LuceneGeneration open(Path folder) throws IOException {
    return new LuceneGeneration(folder, OpenMode.APPEND);
  }

  private static void discard(IndexWriter writer, Directory directory) throws IOException {
    try (directory) {
      writer.rollback();
    }
  }

  /// The greatest id of a segment. Those that have the newest are searched first, so that most of
  /// the others is passed over.
  private static long newest(LeafReader segment) {
    try {
      DocValuesSkipper ids = segment.getDocValuesSkipper(LuceneFields.ID);
      return ids == null ? Long.MIN_VALUE : ids.maxValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Applies changes; they are not kept yet.
  ///
  /// @return keys of the entries that Lucene does not take
  Set<String> apply(List<Change> changes) throws IOException {
    Set<String> refused = new HashSet<>();
    for (Change change : changes) {
      Term key = new Term(LuceneFields.KEY, change.key());
      switch (change) {
        case Change.Put(Entry entry, long _) -> {
          try {
            writer.updateDocument(key, fields.of(entry));
          } catch (IllegalArgumentException e) {
            refused.add(change.key());
          }
        }
        case Change.Remove _ -> writer.deleteDocuments(key);
      }
    }
    return refused;
  }

  /// Lets what was applied outlive this process, and be found.
  void keep() throws IOException {
    try {
      writer.commit();
      searchers.maybeRefreshBlocking();
    } catch (IOException | RuntimeException | AssertionError e) {
      IndexSearcher shared = searchers.acquire();
      try {
        examine(shared, e);
      } finally {
        searchers.release(shared);
      }
      throw e;
    }
  }

  /// Much of a file is not looked at before it is used, and what is wrong there ends in any error.
  ///
  /// @throws IOException if it was because the index is damaged
  private void examine(IndexSearcher searcher, Throwable problem) throws IOException {
    boolean known = problem instanceof AlreadyClosedException || problem instanceof TooManyClauses;
    if (known || (problem instanceof IOException e && !LuceneFolder.isDamage(e))) {
      return;
    }
    try {
      for (LeafReaderContext segment : searcher.getIndexReader().leaves()) {
        if (segment.reader() instanceof CodecReader files) {
          files.checkIntegrity();
        }
      }
    } catch (IOException e) {
      e.addSuppressed(problem);
      if (LuceneFolder.isDamage(e)) {
        damage = e;
      }
      throw e;
    }
  }

  /// Work on the state of an index.
  interface Search<T> {
    T in(IndexSearcher searcher) throws IOException;
  }

  <T> T search(Search<T> search) throws IOException {
    IndexSearcher shared = searchers.acquire();
    try {
      // Of its own, because the time that a search may take is kept in the searcher.
      IndexSearcher own = new IndexSearcher(shared.getIndexReader());
      own.setQueryCache(null);
      return search.in(own);
    } catch (IOException | RuntimeException | AssertionError e) {
      examine(shared, e);
      throw e;
    } finally {
      searchers.release(shared);
    }
  }

  /// How many entries a generation has, whoever writes to it.
  static long documents(Path folder) throws IOException {
    try (Directory directory = FSDirectory.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      return reader.numDocs();
    }
  }

  /// Whether an error has ended it: it must be opened anew.
  boolean broken() {
    return damage != null || !writer.isOpen();
  }

  /// What says that it can never be read again; null if nothing does.
  @Nullable Throwable damage() {
    return damage == null && writer.getTragicException() instanceof CorruptIndexException e
        ? e
        : damage;
  }

  @Override
  public void close() throws IOException {
    try (directory) {
      searchers.close();
      writer.close();
    }
  }

  /// Closes it without what was not kept.
  void discard() throws IOException {
    searchers.close();
    discard(writer, directory);
  }
}
