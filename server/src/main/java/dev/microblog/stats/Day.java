package dev.microblog.stats;

import org.jspecify.annotations.Nullable;

/// What a day was like.
///
/// @param day since the epoch, UTC
/// @param written posts
/// @param signedUp people
/// @param totals as they were when the day was counted last; null if it was counted afterwards
public record Day(long day, long written, long signedUp, @Nullable Totals totals) {
  /// How many there are.
  ///
  /// @param active people who were here on the day
  /// @param activeMonth people who were here in the 30 days that end with it
  /// @param activeHalfYear people who were here in the 180 days that end with it
  public record Totals(
      long people, long posts, long active, long activeMonth, long activeHalfYear) {}
}
