package dev.microblog.platform.db;

import java.util.List;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.SelectConditionStep;

/// A [KeptList] of ids alone.
public final class KeptIds {
  private final KeptList<Long> list;

  /// @param id by which the list is ordered
  /// @param list the query with its own conditions; the range is added after them
  public KeptIds(Field<Long> id, Supplier<SelectConditionStep<Record1<Long>>> list) {
    this.list = new KeptList<>(id, list, row -> row.getLong(1));
  }

  /// The ids of a range.
  ///
  /// @param values for the parameters of the list's own conditions
  public List<Long> fetch(DSLContext sql, Range range, Object... values) {
    return list.fetch(sql, range, values);
  }
}
