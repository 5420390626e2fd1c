package dev.microblog.platform.db;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SelectConditionStep;

/// A [Kept] query for the ids of a list, which reads any [Range] of it.
public final class KeptIds {
  private final Kept<Long> downwards;
  private final Kept<Long> upwards;

  /// @param id by which the list is ordered
  /// @param list the query with its own conditions; the range is added after them
  public KeptIds(
      Field<Long> id, java.util.function.Supplier<SelectConditionStep<Record1<Long>>> list) {
    downwards = new Kept<>(() -> ordered(id, list.get(), false), row -> row.getLong(1));
    upwards = new Kept<>(() -> ordered(id, list.get(), true), row -> row.getLong(1));
  }

  private static Select<?> ordered(
      Field<Long> id, SelectConditionStep<Record1<Long>> list, boolean up) {
    // Both bounds always, so that every stretch of a list is one statement for the database to
    // keep.
    Condition within = id.lt(Kept.value(id)).and(id.gt(Kept.value(id)));
    return list.and(within).orderBy(up ? id.asc() : id.desc()).limit(Kept.count());
  }

  /// The ids of a range.
  ///
  /// @param values for the parameters of the list's own conditions
  public List<Long> fetch(DSLContext sql, Range range, Object... values) {
    List<Object> all = new ArrayList<>(Arrays.asList(values));
    all.add(range.before());
    all.add(range.after());
    all.add(range.count());
    return (range.upwards() ? upwards : downwards).fetch(sql, all.toArray());
  }
}
