package dev.microblog.mute;

import static dev.microblog.schema.Tables.MUTE;
import static dev.microblog.schema.Tables.WORD_FILTER;

import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Kept;
import dev.microblog.platform.db.Range;
import dev.microblog.platform.db.Upsert;
import dev.microblog.schema.tables.Mute;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;

/// All SQL of mutes, and the one question that every list of posts asks for its viewer.
public final class MuteStore {
  /// Somebody who is muted.
  ///
  /// @param muteId the cursor of the list
  public record Entry(long muteId, long accountId) {}

  /// The id of the row that says that somebody is muted; filters have ids of their own.
  private static final long PEOPLE = 0;

  private static final Kept<Filter> UNWANTED =
      new Kept<>(
          () ->
              DSL.select(DSL.inline(PEOPLE), DSL.inline(""), DSL.inline(Filter.Action.HIDE.code()))
                  .from(MUTE)
                  .where(MUTE.ID.eq(first()))
                  .unionAll(
                      DSL.select(WORD_FILTER.ID, WORD_FILTER.WORDS, WORD_FILTER.ACTION)
                          .from(WORD_FILTER)
                          .where(WORD_FILTER.ACCOUNT_ID.eq(Kept.value(WORD_FILTER.ACCOUNT_ID)))),
          row -> new Filter(row.getLong(1), row.getString(2), Filter.Action.of(row.getInt(3))));

  /// The first mute of somebody, whoever it is of: one look into the index, also for those who mute
  /// many. MySQL 5.7 takes no condition without a table, so this one gives the row.
  private static Select<Record1<Long>> first() {
    Mute any = MUTE.as("any_mute");
    return DSL.select(DSL.min(any.ID)).from(any).where(any.MUTER_ID.eq(Kept.value(any.MUTER_ID)));
  }

  private static final Kept<Long> PAIR =
      new Kept<>(
          () ->
              DSL.select(MUTE.ID)
                  .from(MUTE)
                  .where(MUTE.MUTER_ID.eq(Kept.value(MUTE.MUTER_ID)))
                  .and(MUTE.MUTED_ID.eq(Kept.value(MUTE.MUTED_ID))),
          row -> row.getLong(1));

  private static final Kept<Long> MUTED =
      new Kept<>(
          () ->
              DSL.select(MUTE.MUTED_ID)
                  .from(MUTE)
                  .where(MUTE.MUTER_ID.eq(Kept.value(MUTE.MUTER_ID)))
                  .and(Kept.oneOf(MUTE.MUTED_ID)),
          row -> row.getLong(1));

  private static final Kept<Long> MUTERS =
      new Kept<>(
          () ->
              DSL.select(MUTE.MUTER_ID)
                  .from(MUTE)
                  .where(MUTE.MUTED_ID.eq(Kept.value(MUTE.MUTED_ID)))
                  .and(Kept.oneOf(MUTE.MUTER_ID)),
          row -> row.getLong(1));

  private static final Kept<Long> FIRST_MUTED =
      new Kept<>(
          () ->
              DSL.select(MUTE.MUTED_ID)
                  .from(MUTE)
                  .where(MUTE.MUTER_ID.eq(Kept.value(MUTE.MUTER_ID)))
                  .limit(Kept.count()),
          row -> row.getLong(1));

  /// What somebody does not want to read, in one question; of nobody nothing is asked.
  public Unwanted unwanted(DSLContext sql, Viewer viewer) {
    if (viewer.id() == Viewer.NOBODY.id()) {
      return Unwanted.NOTHING;
    }
    List<Filter> rows = UNWANTED.fetch(sql, viewer.id(), viewer.id());
    if (rows.isEmpty()) {
      return Unwanted.NOTHING;
    }
    List<Filter> filters = new ArrayList<>(rows);
    boolean people = filters.removeIf(row -> row.id() == PEOPLE);
    return new Unwanted(people, filters);
  }

  /// Adds a mute.
  ///
  /// @return false if it was there already
  boolean insert(DSLContext sql, long id, long muterId, long mutedId, long createdAt) {
    Map<Field<?>, Object> row =
        Map.of(
            MUTE.ID, id,
            MUTE.MUTER_ID, muterId,
            MUTE.MUTED_ID, mutedId,
            MUTE.CREATED_AT, createdAt);
    return Upsert.insertIfAbsent(sql, MUTE, row);
  }

  /// Removes a mute.
  ///
  /// @return false if there was none
  boolean delete(DSLContext sql, long muterId, long mutedId) {
    return sql.deleteFrom(MUTE)
            .where(MUTE.MUTER_ID.eq(muterId))
            .and(MUTE.MUTED_ID.eq(mutedId))
            .execute()
        == 1;
  }

  /// How many people somebody mutes; as many are read, so for a rare question only.
  int count(DSLContext sql, long muterId) {
    return sql.fetchCount(MUTE, MUTE.MUTER_ID.eq(muterId));
  }

  /// Whether one has muted the other.
  public boolean exists(DSLContext sql, long muterId, long mutedId) {
    return PAIR.fetchOne(sql, muterId, mutedId) != null;
  }

  /// Whom somebody mutes of these accounts.
  public Set<Long> mutedAmong(DSLContext sql, long muterId, Collection<Long> others) {
    return Set.copyOf(MUTED.fetchAll(sql, others, muterId));
  }

  /// Who of these accounts mutes somebody.
  public Set<Long> mutersAmong(DSLContext sql, long mutedId, Collection<Long> others) {
    return Set.copyOf(MUTERS.fetchAll(sql, others, mutedId));
  }

  /// Some of those whom somebody mutes, in no order.
  public Set<Long> someMuted(DSLContext sql, long muterId, int most) {
    return Set.copyOf(FIRST_MUTED.fetch(sql, muterId, most));
  }

  /// Whom somebody mutes, the latest first.
  public List<Entry> muted(DSLContext sql, long muterId, Range range) {
    return sql.select(MUTE.ID, MUTE.MUTED_ID)
        .from(MUTE)
        .where(MUTE.MUTER_ID.eq(muterId))
        .and(range.condition(MUTE.ID))
        .orderBy(range.order(MUTE.ID))
        .limit(DSL.inline(range.count()))
        .fetch(row -> new Entry(row.value1(), row.value2()));
  }

  /// Removes some mutes of and by an account.
  ///
  /// @return how many; 0 if none is left
  int remove(DSLContext sql, long accountId, int most) {
    List<Long> ids = ids(sql, MUTE.MUTER_ID, accountId, most);
    if (ids.isEmpty()) {
      ids = ids(sql, MUTE.MUTED_ID, accountId, most);
    }
    return ids.isEmpty() ? 0 : sql.deleteFrom(MUTE).where(MUTE.ID.in(ids)).execute();
  }

  private static List<Long> ids(DSLContext sql, Field<Long> side, long accountId, int most) {
    return sql.select(MUTE.ID).from(MUTE).where(side.eq(accountId)).limit(most).fetch(MUTE.ID);
  }
}
