package dev.microblog.platform.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/// One Lucene index that is open.
final class LuceneGeneration implements AutoCloseable {
  /// What is gathered in memory before it is written out, in megabytes. More is faster for many
  /// posts at once, but the heap is small.
  private static final double BUFFER = 16;

  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;

  /// Opens an index, or makes it.
  ///
  /// @throws IOException if it is damaged, in use, or cannot be read
  LuceneGeneration(Path folder) throws IOException {
    directory = FSDirectory.open(folder);
    try {
      writer =
          new IndexWriter(
              directory,
              new IndexWriterConfig()
                  .setIndexSort(LuceneFields.NEWEST_FIRST)
                  .setRAMBufferSizeMB(BUFFER));
      searchers = new SearcherManager(writer, null);
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  void apply(List<Change> changes) throws IOException {
    for (Change change : changes) {
      Term key = new Term(LuceneFields.KEY, change.key());
      switch (change) {
        case Change.Put(Entry entry, long _) -> writer.updateDocument(key, LuceneFields.of(entry));
        case Change.Remove _ -> writer.deleteDocuments(key);
      }
    }
  }

  /// Lets what was applied outlive this process, and be found.
  void keep() throws IOException {
    writer.commit();
    searchers.maybeRefreshBlocking();
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
    return !writer.isOpen();
  }

  @Override
  public void close() throws IOException {
    searchers.close();
    writer.close();
    directory.close();
  }
}
