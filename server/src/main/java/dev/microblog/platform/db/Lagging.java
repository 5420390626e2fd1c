package dev.microblog.platform.db;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Something that every page needs and that seldom changes: kept for a moment, so that a page asks
/// nobody. What is changed on another replica, or by a command, is known here after [#LAG].
///
/// @param <T> what is kept
public final class Lagging<T> {
  /// How long after a change elsewhere it may still be as it was.
  public static final Duration LAG = Duration.ofSeconds(5);

  private record Kept<T>(T value, long readAt) {}

  private final UnaryOperator<@Nullable T> read;
  private volatile @Nullable Kept<T> kept;

  /// @param read reads it; gets what was read before, null if nothing was or it was forgotten
  public Lagging(UnaryOperator<@Nullable T> read) {
    this.read = read;
  }

  /// As it was a moment ago.
  public T get() {
    Kept<T> known = kept;
    long now = System.nanoTime();
    if (known != null && now - known.readAt() <= LAG.toNanos()) {
      return known.value();
    }
    T value = read.apply(known == null ? null : known.value());
    if (value == null) {
      throw new IllegalStateException("nothing was read");
    }
    kept = new Kept<>(value, now);
    return value;
  }

  /// As it was when it was read last, however long ago; null if it never was, or was forgotten.
  public @Nullable T last() {
    Kept<T> known = kept;
    return known == null ? null : known.value();
  }

  /// Has it read anew: it was changed here.
  public void forget() {
    kept = null;
  }
}
