package dev.microblog.platform.index;

import dev.microblog.platform.db.Busy;
import dev.microblog.platform.db.DataFolder;
import dev.microblog.platform.db.Lane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;

/// The threads on which Lucene works, and what its errors mean. Changes are made one at a time.
final class LuceneLanes {
  private final LuceneFolder folder;
  private final Lane reading =
      new Lane("search", Math.clamp(processors(), 1, 4), 64, Duration.ofSeconds(2));
  private final Lane writing = new Lane("search-write", 1, 4, Duration.ofMinutes(1));

  /// @param folder that an error is about
  LuceneLanes(LuceneFolder folder) {
    this.folder = folder;
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  <T extends @Nullable Object> T read(Callable<T> work) {
    return on(reading, work);
  }

  <T extends @Nullable Object> T write(Callable<T> work) {
    return on(writing, work);
  }

  /// As [#write], on a generation.
  <T> T change(Callable<T> work) {
    return ended(() -> write(work));
  }

  /// Says so if a generation was ended, by an error or on purpose, before it was this work's turn.
  static <T> T ended(Supplier<T> work) {
    try {
      return work.get();
    } catch (AlreadyClosedException e) {
      throw new IndexUnavailable("The search index was closed in this moment.", e);
    }
  }

  private <T extends @Nullable Object> T on(Lane lane, Callable<T> work) {
    try {
      return lane.run(
          () -> {
            try {
              return work.call();
            } catch (IOException e) {
              throw unavailable(e);
            } catch (UncheckedIOException e) {
              throw unavailable(Objects.requireNonNull(e.getCause()));
            }
          });
    } catch (Busy e) {
      throw new IndexUnavailable("The search has more to do than it can take now.", e);
    }
  }

  private IndexUnavailable unavailable(IOException e) {
    return new IndexUnavailable(
        "The search index in " + folder + " cannot be used: " + DataFolder.reason(e) + ".", e);
  }

  /// Takes no more searches, and waits for those that run.
  void endReading() {
    reading.close();
  }

  /// The same with changes.
  void endWriting() {
    writing.close();
  }
}
