package dev.microblog.stats;

import static dev.microblog.schema.Tables.ACCOUNT;
import static dev.microblog.schema.Tables.POST;
import static dev.microblog.schema.Tables.SITE_DAY;

import dev.microblog.account.AccountStore;
import dev.microblog.platform.db.Upsert;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// All SQL of days.
final class DayStore {
  private static final long DAY_MILLIS = 86_400_000;

  /// How many ids there are from one to before the other: ids tell when something was made.
  int posts(DSLContext sql, long from, long until) {
    return sql.fetchCount(POST, between(POST.ID, from, until));
  }

  /// The same of accounts.
  int accounts(DSLContext sql, long from, long until) {
    return sql.fetchCount(ACCOUNT, between(ACCOUNT.ID, from, until));
  }

  private static Condition between(TableField<Record, Long> id, long from, long until) {
    return id.ge(from).and(id.lt(until));
  }

  /// Counts everybody once.
  ///
  /// @param start of the day in epoch milliseconds
  Day.Totals totals(DSLContext sql, long start) {
    Field<Long> people = DSL.count().cast(Long.class);
    Field<Long> posts = DSL.coalesce(DSL.sum(ACCOUNT.POST_COUNT), 0).cast(Long.class);
    Field<Long> day = seenSince(start);
    Field<Long> month = seenSince(start - 29 * DAY_MILLIS);
    Field<Long> halfYear = seenSince(start - 179 * DAY_MILLIS);
    return Objects.requireNonNull(
        sql.select(people, posts, day, month, halfYear)
            .from(ACCOUNT)
            .where(AccountStore.STANDS)
            .fetchOne(
                row ->
                    new Day.Totals(
                        row.value1(), row.value2(), row.value3(), row.value4(), row.value5())));
  }

  private static Field<Long> seenSince(long time) {
    return DSL.coalesce(DSL.sum(DSL.when(ACCOUNT.LAST_SEEN_AT.ge(time), 1).otherwise(0)), 0)
        .cast(Long.class);
  }

  void put(DSLContext sql, Day day) {
    Upsert.insertOrUpdate(
        sql,
        SITE_DAY,
        Map.of(
            SITE_DAY.DAY, day.day(),
            SITE_DAY.WRITTEN, day.written(),
            SITE_DAY.SIGNED_UP, day.signedUp()),
        List.of(SITE_DAY.DAY),
        List.of(SITE_DAY.WRITTEN, SITE_DAY.SIGNED_UP));
    Day.Totals totals = day.totals();
    if (totals != null) {
      sql.update(SITE_DAY)
          .set(SITE_DAY.PEOPLE, totals.people())
          .set(SITE_DAY.POSTS, totals.posts())
          .set(SITE_DAY.ACTIVE, totals.active())
          .set(SITE_DAY.ACTIVE_MONTH, totals.activeMonth())
          .set(SITE_DAY.ACTIVE_HALF_YEAR, totals.activeHalfYear())
          .where(SITE_DAY.DAY.eq(day.day()))
          .execute();
    }
  }

  /// The days from one on, in their order.
  List<Day> since(DSLContext sql, long first) {
    return sql.selectFrom(SITE_DAY)
        .where(SITE_DAY.DAY.ge(first))
        .orderBy(SITE_DAY.DAY)
        .fetch(DayStore::day);
  }

  /// The last day whose totals are known; null if there is none.
  @Nullable Day latest(DSLContext sql) {
    return sql.selectFrom(SITE_DAY)
        .where(SITE_DAY.PEOPLE.isNotNull())
        .orderBy(SITE_DAY.DAY.desc())
        .limit(1)
        .fetchOne(DayStore::day);
  }

  private static Day day(Record row) {
    Long people = row.get(SITE_DAY.PEOPLE);
    return new Day(
        row.get(SITE_DAY.DAY),
        row.get(SITE_DAY.WRITTEN),
        row.get(SITE_DAY.SIGNED_UP),
        people == null
            ? null
            : new Day.Totals(
                people,
                row.get(SITE_DAY.POSTS),
                row.get(SITE_DAY.ACTIVE),
                row.get(SITE_DAY.ACTIVE_MONTH),
                row.get(SITE_DAY.ACTIVE_HALF_YEAR)));
  }
}
