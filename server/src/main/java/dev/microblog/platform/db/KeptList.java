package dev.microblog.platform.db;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.SelectConditionStep;

/// A [Kept] query for a list, which reads any [Range] of it.
///
/// @param <T> what a row becomes
public final class KeptList<T> {
  private final Kept<T> downwards;
  private final Kept<T> upwards;

  /// @param id by which the list is ordered
  /// @param list the query with its own conditions; the range is added after them
  public KeptList(
      Field<Long> id, Supplier<? extends SelectConditionStep<?>> list, Kept.RowReader<T> reader) {
    downwards = new Kept<>(() -> ordered(id, list.get(), false), reader);
    upwards = new Kept<>(() -> ordered(id, list.get(), true), reader);
  }

  private static Select<?> ordered(Field<Long> id, SelectConditionStep<?> list, boolean up) {
    // Both bounds always, so that every stretch of a list is one statement for the database to
    // keep.
    Condition within = id.lt(Kept.value(id)).and(id.gt(Kept.value(id)));
    return list.and(within).orderBy(up ? id.asc() : id.desc()).limit(Kept.count());
  }

  /// The rows of a range.
  ///
  /// @param values for the parameters of the list's own conditions
  public List<T> fetch(DSLContext sql, Range range, Object... values) {
    List<Object> all = new ArrayList<>(Arrays.asList(values));
    all.add(range.before());
    all.add(range.after());
    all.add(range.count());
    return (range.upwards() ? upwards : downwards).fetch(sql, all.toArray());
  }
}
