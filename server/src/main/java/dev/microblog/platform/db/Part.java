package dev.microblog.platform.db;

import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// A part of a list that is read in one direction, where a [Page] goes in both.
///
/// @param next the id to go on after; null if these are the last
public record Part<T>(List<T> items, @Nullable Long next) {
  /// A part of what was found.
  ///
  /// @param found one more than `most` if there are more
  /// @param id the id of an item
  public static <T> Part<T> of(List<T> found, int most, ToLongFunction<T> id) {
    if (found.size() <= most) {
      return new Part<>(List.copyOf(found), null);
    }
    List<T> items = List.copyOf(found.subList(0, most));
    return new Part<>(items, id.applyAsLong(items.getLast()));
  }

  /// The same part with other items.
  public <U> Part<U> with(List<U> others) {
    return new Part<>(others, next);
  }
}
