package dev.microblog.web.admin;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Bars for people who rather look than read; the numbers stand below them as a table.
///
/// @param id of the section
/// @param title key of its name among the texts
/// @param bars from left to right
/// @param most the highest value, at least 1
public record Plot(String id, String title, List<Bar> bars, long most) {
  /// Height of the drawing.
  public static final int HEIGHT = 100;

  /// Width of a bar with the room beside it.
  public static final int STEP = 10;

  /// One value.
  ///
  /// @param day that it is of
  /// @param value null if nobody counted it
  /// @param x of its left edge
  /// @param height of the bar; a value that is not 0 is seen
  public record Bar(LocalDate day, @Nullable Long value, int x, int height) {}

  /// A plot of days.
  ///
  /// @param value less than 0 if nobody counted it
  static <T> Plot of(
      String id, String title, List<T> days, ToLongFunction<T> day, ToLongFunction<T> value) {
    long most = Math.max(1, days.stream().mapToLong(value).max().orElse(1));
    List<Bar> bars = new ArrayList<>();
    for (T each : days) {
      long counted = value.applyAsLong(each);
      int height =
          counted <= 0 ? 0 : Math.max(1, (int) Math.round((double) counted * HEIGHT / most));
      bars.add(
          new Bar(
              LocalDate.ofEpochDay(day.applyAsLong(each)),
              counted < 0 ? null : Long.valueOf(counted),
              bars.size() * STEP,
              height));
    }
    return new Plot(id, title, List.copyOf(bars), most);
  }

  /// Width of the drawing.
  public int width() {
    return bars.size() * STEP;
  }
}
