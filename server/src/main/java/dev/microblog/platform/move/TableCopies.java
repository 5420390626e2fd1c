package dev.microblog.platform.move;

import dev.microblog.platform.db.ForeignDatabase;
import dev.microblog.platform.db.Unusable;
import dev.microblog.platform.move.MoveWatcher.Stage;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Copies tables, one after the other, and of each the rows that are not there yet.
final class TableCopies {
  /// Rows of one transaction: what is lost of the work when it is killed.
  private static final int MOST_ROWS = 4_000;

  /// Bytes of one transaction, which are in memory up to three times.
  private static final long MOST_BYTES = 2L << 20;

  private final ForeignDatabase from;
  private final Filling filling;

  TableCopies(ForeignDatabase from, Filling filling) {
    this.from = from;
    this.filling = filling;
  }

  /// @param total rows of all tables
  void copy(long total, MoveWatcher watcher) {
    // What comes next is read while the last is written: two databases work at once.
    try (ExecutorService reader =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("move-read").factory())) {
      long done = 0;
      for (MovedTable table : MovedTables.ALL) {
        done = copy(table, reader, done, total, watcher);
      }
      watcher.at(Stage.COPYING, "", done, done);
    }
  }

  private long copy(
      MovedTable table, ExecutorService reader, long before, long total, MoveWatcher watcher) {
    Filling.Place begun = filling.begin(table);
    String place = begun.key();
    long done = before + begun.moved();
    watcher.at(Stage.COPYING, table.name(), done, total);
    try (RowCursor rows = new RowCursor(from, table, KeyText.read(table, place))) {
      Future<List<Row>> next = reader.submit(() -> rows.next(MOST_ROWS, MOST_BYTES));
      try {
        while (true) {
          List<Row> chunk = result(next);
          if (chunk.isEmpty()) {
            return done;
          }
          next = reader.submit(() -> rows.next(MOST_ROWS, MOST_BYTES));
          String after = KeyText.write(table, chunk.getLast());
          filling.write(table, place, after, chunk);
          place = after;
          done += chunk.size();
          watcher.at(Stage.COPYING, table.name(), done, total);
        }
      } finally {
        // The cursor must not be closed under its reader.
        settle(next);
      }
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException why ? why : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unusable("Interrupted while the data was moved.", e);
    }
  }

  private static void settle(Future<?> future) {
    try {
      future.get();
    } catch (ExecutionException | InterruptedException e) {
      // Whoever wanted what it read has learnt of it, or has a reason of its own to end.
    }
  }
}
