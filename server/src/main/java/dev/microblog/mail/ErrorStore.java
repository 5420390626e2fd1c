package dev.microblog.mail;

import static dev.microblog.schema.Tables.ERROR_GROUP;
import static dev.microblog.schema.Tables.ERROR_HOUR;
import static dev.microblog.schema.Tables.MAIL;

import dev.microblog.platform.db.Upsert;
import dev.microblog.platform.log.ErrorTally;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/// All SQL of errors: those that nobody was told of yet, and those of the last hours.
final class ErrorStore {
  /// Adds to what was counted, here or in another process.
  ///
  /// @param id by which alike errors are one
  void add(DSLContext sql, String id, ErrorTally.Group group) {
    if (!more(sql, id, group)) {
      Map<Field<?>, Object> row = new HashMap<>();
      row.put(ERROR_GROUP.ID, id);
      row.put(ERROR_GROUP.WHAT, group.what());
      row.put(ERROR_GROUP.TIMES, group.times());
      row.put(ERROR_GROUP.FIRST_AT, group.firstAt());
      row.put(ERROR_GROUP.LAST_AT, group.lastAt());
      row.put(ERROR_GROUP.REQUEST, group.request());
      if (!Upsert.insertIfAbsent(sql, ERROR_GROUP, row)) {
        more(sql, id, group);
      }
    }
  }

  /// Adds to what was counted in an hour.
  ///
  /// @param hour since the epoch
  void addToHour(DSLContext sql, long hour, String id, ErrorTally.Group group) {
    if (!moreInHour(sql, hour, id, group)) {
      Map<Field<?>, Object> row =
          Map.of(
              ERROR_HOUR.HOUR, hour,
              ERROR_HOUR.ID, id,
              ERROR_HOUR.WHAT, group.what(),
              ERROR_HOUR.TIMES, group.times(),
              ERROR_HOUR.LAST_AT, group.lastAt(),
              ERROR_HOUR.REQUEST, group.request());
      if (!Upsert.insertIfAbsent(sql, ERROR_HOUR, row)) {
        moreInHour(sql, hour, id, group);
      }
    }
  }

  private static boolean moreInHour(DSLContext sql, long hour, String id, ErrorTally.Group group) {
    return sql.update(ERROR_HOUR)
            .set(ERROR_HOUR.TIMES, ERROR_HOUR.TIMES.plus(group.times()))
            .set(ERROR_HOUR.LAST_AT, group.lastAt())
            .set(ERROR_HOUR.REQUEST, group.request())
            .where(ERROR_HOUR.HOUR.eq(hour))
            .and(ERROR_HOUR.ID.eq(id))
            .execute()
        == 1;
  }

  /// How many there were from an hour on.
  long times(DSLContext sql, long hour) {
    Long times =
        sql.select(DSL.sum(ERROR_HOUR.TIMES))
            .from(ERROR_HOUR)
            .where(ERROR_HOUR.HOUR.ge(hour))
            .fetchOne(0, Long.class);
    return times == null ? 0 : times;
  }

  /// Alike ones from an hour on, the latest first.
  List<ErrorLog.Alike> latest(DSLContext sql, long hour, int most) {
    Field<Long> last = DSL.max(ERROR_HOUR.LAST_AT);
    return sql.select(ERROR_HOUR.WHAT, DSL.sum(ERROR_HOUR.TIMES), last, DSL.max(ERROR_HOUR.REQUEST))
        .from(ERROR_HOUR)
        .where(ERROR_HOUR.HOUR.ge(hour))
        .groupBy(ERROR_HOUR.ID, ERROR_HOUR.WHAT)
        .orderBy(last.desc(), ERROR_HOUR.ID)
        .limit(most)
        .fetch(
            row ->
                new ErrorLog.Alike(
                    row.value1(), row.value2().longValue(), row.value3(), row.value4()));
  }

  void forget(DSLContext sql, long hour) {
    sql.deleteFrom(ERROR_HOUR).where(ERROR_HOUR.HOUR.lt(hour)).execute();
  }

  private static boolean more(DSLContext sql, String id, ErrorTally.Group group) {
    return sql.update(ERROR_GROUP)
            .set(ERROR_GROUP.TIMES, ERROR_GROUP.TIMES.plus(group.times()))
            .set(ERROR_GROUP.LAST_AT, group.lastAt())
            .set(ERROR_GROUP.REQUEST, group.request())
            .where(ERROR_GROUP.ID.eq(id))
            .execute()
        == 1;
  }

  /// Alike errors, with the id of their row.
  record Counted(String id, ErrorTally.Group group) {}

  /// What was counted, the most frequent first.
  List<Counted> list(DSLContext sql, int most) {
    return sql.selectFrom(ERROR_GROUP)
        .orderBy(ERROR_GROUP.TIMES.desc(), ERROR_GROUP.ID)
        .limit(most)
        .fetch(
            row ->
                new Counted(
                    row.get(ERROR_GROUP.ID),
                    new ErrorTally.Group(
                        row.get(ERROR_GROUP.WHAT),
                        row.get(ERROR_GROUP.TIMES),
                        row.get(ERROR_GROUP.FIRST_AT),
                        row.get(ERROR_GROUP.LAST_AT),
                        row.get(ERROR_GROUP.REQUEST))));
  }

  void delete(DSLContext sql, Collection<String> ids) {
    sql.deleteFrom(ERROR_GROUP).where(ERROR_GROUP.ID.in(ids)).execute();
  }

  /// The newest mail of a kind; 0 if there is none.
  long newest(DSLContext sql, String kind) {
    Long id =
        sql.select(DSL.max(MAIL.ID)).from(MAIL).where(MAIL.KIND.eq(kind)).fetchOne(0, Long.class);
    return id == null ? 0 : id;
  }
}
