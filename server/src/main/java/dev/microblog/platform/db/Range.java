package dev.microblog.platform.db;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SortField;

/// A stretch of a list that is ordered by id, newest first.
///
/// @param before only smaller ids; [Long#MAX_VALUE] for no bound
/// @param after only greater ids; 0 for no bound
/// @param count how many at most
/// @param upwards whether the stretch starts at `after` and goes up, instead of at `before` and
/// down
public record Range(long before, long after, int count, boolean upwards) {
  /// The newest.
  public static Range first(int count) {
    return new Range(Long.MAX_VALUE, 0, count, false);
  }

  /// The newest of those older than an id.
  public static Range before(long id, int count) {
    return new Range(id, 0, count, false);
  }

  /// The oldest of those newer than an id.
  public static Range after(long id, int count) {
    return new Range(Long.MAX_VALUE, id, count, true);
  }

  /// The least id that may be in it.
  public long least() {
    return after + 1;
  }

  /// The greatest id that may be in it.
  public long greatest() {
    return before == Long.MAX_VALUE ? before : before - 1;
  }

  /// The bounds; always both, so that every stretch of a list is one statement for the database to
  /// keep.
  public Condition condition(Field<Long> id) {
    return id.lt(before).and(id.gt(after));
  }

  /// The direction.
  public SortField<Long> order(Field<Long> id) {
    return upwards ? id.asc() : id.desc();
  }
}
