package dev.microblog.platform.db;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Something that every page needs and that seldom changes: kept for a moment, so that a page asks
/// nobody. What is changed on another replica, or by a command, is known here after [#LAG]. Where
/// the database does not answer, pages have what was read last.
///
/// @param <T> what is kept
public final class Lagging<T> {
  /// How long after a change elsewhere it may still be as it was.
  public static final Duration LAG = Duration.ofSeconds(5);

  /// How long a page waits for a newer value than it has.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private record Kept<T>(T value, long readAt) {}

  private final UnaryOperator<@Nullable T> read;
  private final AtomicReference<@Nullable Kept<T>> kept = new AtomicReference<>();
  private final AtomicReference<@Nullable FutureTask<T>> reading = new AtomicReference<>();

  /// @param read reads it; gets what was read before, null if nothing was or it was forgotten
  public Lagging(UnaryOperator<@Nullable T> read) {
    this.read = read;
  }

  /// As it was a moment ago.
  public T get() {
    Kept<T> known = kept.get();
    long now = System.nanoTime();
    if (known == null) {
      return read(null, now);
    }
    return now - known.readAt() <= LAG.toNanos() ? known.value() : newer(known, now);
  }

  /// A newer value; the known one if that takes long or fails. Of many who ask at once one waits: a
  /// server that is busy would have all of them wait for a connection that they hold themselves.
  private T newer(Kept<T> known, long now) {
    FutureTask<T> task =
        new FutureTask<>(
            () -> {
              try {
                return read(known, now);
              } finally {
                // Before anybody is told: whoever asks next may read again.
                reading.set(null);
              }
            });
    if (!reading.compareAndSet(null, task)) {
      return known.value();
    }
    Thread.startVirtualThread(task);
    try {
      return task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return known.value();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return known.value();
    }
  }

  private T read(@Nullable Kept<T> known, long now) {
    T value = read.apply(known == null ? null : known.value());
    if (value == null) {
      throw new IllegalStateException("nothing was read");
    }
    // What was forgotten meanwhile was changed meanwhile.
    kept.compareAndSet(known, new Kept<>(value, now));
    return value;
  }

  /// As it was when it was read last, however long ago; null if it never was, or was forgotten.
  public @Nullable T last() {
    Kept<T> known = kept.get();
    return known == null ? null : known.value();
  }

  /// Has it read anew: it was changed here.
  public void forget() {
    kept.set(null);
  }
}
