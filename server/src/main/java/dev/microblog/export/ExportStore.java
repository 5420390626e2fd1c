package dev.microblog.export;

import static dev.microblog.schema.Tables.EXPORT_JOB;
import static dev.microblog.schema.Tables.EXPORT_PART;

import dev.microblog.export.Export.State;
import dev.microblog.export.Section.Place;
import dev.microblog.platform.db.ForUpdate;
import dev.microblog.platform.db.Kept;
import dev.microblog.platform.db.Upsert;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// All SQL of exports and of the parts of their files.
final class ExportStore {
  /// An export that is being made, and how far that is.
  ///
  /// @param step how many steps were made
  /// @param section which part of the contents is written
  /// @param place how far that is read
  /// @param entries what the file holds so far, see [Zip]
  record Work(Export export, long step, int section, Place place, String entries) {}

  private static final Kept<Export> SHOWN =
      new Kept<>(
          () ->
              DSL.select(
                      EXPORT_JOB.ID,
                      EXPORT_JOB.STATE,
                      EXPORT_JOB.LANGUAGE,
                      EXPORT_JOB.CREATED_AT,
                      EXPORT_JOB.DONE,
                      EXPORT_JOB.TOTAL,
                      EXPORT_JOB.ENDED_AT,
                      EXPORT_JOB.ACCOUNT_ID)
                  .from(EXPORT_JOB)
                  .where(EXPORT_JOB.ACCOUNT_ID.eq(Kept.value(EXPORT_JOB.ACCOUNT_ID)))
                  .and(EXPORT_JOB.SHOWN.eq(DSL.inline(1))),
          row ->
              new Export(
                  row.getLong(1),
                  row.getLong(8),
                  State.of(row.getInt(2)),
                  row.getString(3),
                  row.getLong(4),
                  Kept.number(row, 7),
                  row.getLong(5),
                  row.getLong(6),
                  0,
                  0));

  /// Begins an export, unless one is shown.
  ///
  /// @return whether it began
  boolean begin(
      DSLContext sql, long id, long accountId, String language, long total, long createdAt) {
    Map<Field<?>, Object> row = new HashMap<>();
    row.put(EXPORT_JOB.ID, id);
    row.put(EXPORT_JOB.ACCOUNT_ID, accountId);
    row.put(EXPORT_JOB.SHOWN, 1);
    row.put(EXPORT_JOB.STATE, State.RUNNING.code());
    row.put(EXPORT_JOB.LANGUAGE, language);
    row.put(EXPORT_JOB.TOTAL, total);
    row.put(EXPORT_JOB.CREATED_AT, createdAt);
    row.put(EXPORT_JOB.STEPPED_AT, createdAt);
    row.put(EXPORT_JOB.ENTRIES, "");
    return Upsert.insertIfAbsent(sql, EXPORT_JOB, row);
  }

  /// The export of somebody that all their pages tell of: one that is being made, or that failed;
  /// null if there is none. How large it is is not asked for.
  @Nullable Export shown(DSLContext sql, long accountId) {
    return SHOWN.fetchOne(sql, accountId);
  }

  /// The last export that somebody asked for; null if there is none, or none any more.
  @Nullable Export latest(DSLContext sql, long accountId) {
    return sql.selectFrom(EXPORT_JOB)
        .where(EXPORT_JOB.ACCOUNT_ID.eq(accountId))
        .and(EXPORT_JOB.STATE.ne(State.REMOVED.code()))
        .orderBy(EXPORT_JOB.ID.desc())
        .limit(1)
        .fetchOne(ExportStore::export);
  }

  /// An export; null if there is none.
  @Nullable Export byId(DSLContext sql, long id) {
    return sql.selectFrom(EXPORT_JOB).where(EXPORT_JOB.ID.eq(id)).fetchOne(ExportStore::export);
  }

  /// How far an export is, which nobody else changes until the transaction ends; null if there is
  /// none.
  @Nullable Work locked(DSLContext sql, long id) {
    var row = sql.selectFrom(EXPORT_JOB).where(EXPORT_JOB.ID.eq(id));
    return ForUpdate.of(sql, row)
        .fetchOne(
            found ->
                new Work(
                    export(found),
                    found.get(EXPORT_JOB.STEP),
                    found.get(EXPORT_JOB.SECTION),
                    new Place(
                        found.get(EXPORT_JOB.FIRST_ID),
                        found.get(EXPORT_JOB.SECOND_ID),
                        found.get(EXPORT_JOB.WRITTEN)),
                    found.get(EXPORT_JOB.ENTRIES)));
  }

  /// Keeps how far an export is.
  void advance(DSLContext sql, Work work, long now) {
    Export export = work.export();
    sql.update(EXPORT_JOB)
        .set(EXPORT_JOB.STEPPED_AT, now)
        .set(EXPORT_JOB.STEP, work.step())
        .set(EXPORT_JOB.SECTION, work.section())
        .set(EXPORT_JOB.FIRST_ID, work.place().first())
        .set(EXPORT_JOB.SECOND_ID, work.place().second())
        .set(EXPORT_JOB.WRITTEN, work.place().written())
        .set(EXPORT_JOB.ENTRIES, work.entries())
        .set(EXPORT_JOB.DONE, export.done())
        .set(EXPORT_JOB.PARTS, export.parts())
        .set(EXPORT_JOB.SIZE, export.size())
        .where(EXPORT_JOB.ID.eq(export.id()))
        .execute();
  }

  /// Ends an export.
  ///
  /// @param shown whether all pages of its person are to tell of that
  void end(DSLContext sql, long id, State state, boolean shown, long now) {
    sql.update(EXPORT_JOB)
        .set(EXPORT_JOB.STATE, state.code())
        .set(EXPORT_JOB.SHOWN, shown ? (Integer) 1 : null)
        .set(EXPORT_JOB.STEPPED_AT, now)
        .set(EXPORT_JOB.ENDED_AT, DSL.coalesce(EXPORT_JOB.ENDED_AT, DSL.val(now)))
        .where(EXPORT_JOB.ID.eq(id))
        .execute();
  }

  /// Ids of somebody's exports that ended and whose removal has not begun.
  List<Long> ended(DSLContext sql, long accountId) {
    return ids(
        sql,
        EXPORT_JOB
            .ACCOUNT_ID
            .eq(accountId)
            .and(EXPORT_JOB.STATE.notIn(State.RUNNING.code(), State.REMOVED.code())));
  }

  /// Ids of all exports of somebody whose removal has not begun.
  List<Long> all(DSLContext sql, long accountId) {
    return ids(
        sql, EXPORT_JOB.ACCOUNT_ID.eq(accountId).and(EXPORT_JOB.STATE.ne(State.REMOVED.code())));
  }

  /// Ids of some exports in this state since before a moment.
  List<Long> since(DSLContext sql, State state, long before) {
    return ids(sql, EXPORT_JOB.STATE.eq(state.code()).and(EXPORT_JOB.STEPPED_AT.lt(before)));
  }

  private static List<Long> ids(DSLContext sql, Condition which) {
    return sql.select(EXPORT_JOB.ID)
        .from(EXPORT_JOB)
        .where(which)
        .orderBy(EXPORT_JOB.ID)
        .limit(100)
        .fetch(EXPORT_JOB.ID);
  }

  /// Adds a part to a file.
  void add(DSLContext sql, long exportId, int number, byte[] bytes) {
    sql.insertInto(EXPORT_PART, EXPORT_PART.EXPORT_ID, EXPORT_PART.NUMBER, EXPORT_PART.BYTES)
        .values(exportId, number, bytes)
        .execute();
  }

  /// A part of a file; null if it is gone.
  byte @Nullable [] part(DSLContext sql, long exportId, int number) {
    return sql.select(EXPORT_PART.BYTES)
        .from(EXPORT_PART)
        .where(EXPORT_PART.EXPORT_ID.eq(exportId))
        .and(EXPORT_PART.NUMBER.eq(number))
        .fetchOne(EXPORT_PART.BYTES);
  }

  /// Removes some parts of a file, and with the last one the export.
  ///
  /// @return whether nothing is left
  boolean remove(DSLContext sql, long exportId, int most) {
    List<Integer> numbers =
        sql.select(EXPORT_PART.NUMBER)
            .from(EXPORT_PART)
            .where(EXPORT_PART.EXPORT_ID.eq(exportId))
            .orderBy(EXPORT_PART.NUMBER)
            .limit(most)
            .fetch(EXPORT_PART.NUMBER);
    if (!numbers.isEmpty()) {
      sql.deleteFrom(EXPORT_PART)
          .where(EXPORT_PART.EXPORT_ID.eq(exportId))
          .and(EXPORT_PART.NUMBER.in(numbers))
          .execute();
    }
    boolean last = numbers.size() < most;
    if (last) {
      sql.deleteFrom(EXPORT_JOB).where(EXPORT_JOB.ID.eq(exportId)).execute();
    }
    return last;
  }

  private static Export export(Record row) {
    return new Export(
        row.get(EXPORT_JOB.ID),
        row.get(EXPORT_JOB.ACCOUNT_ID),
        State.of(row.get(EXPORT_JOB.STATE)),
        row.get(EXPORT_JOB.LANGUAGE),
        row.get(EXPORT_JOB.CREATED_AT),
        row.get(EXPORT_JOB.ENDED_AT),
        row.get(EXPORT_JOB.DONE),
        row.get(EXPORT_JOB.TOTAL),
        row.get(EXPORT_JOB.PARTS),
        row.get(EXPORT_JOB.SIZE));
  }
}
