package dev.microblog.imports;

import static dev.microblog.schema.Tables.IMPORT_JOB;
import static dev.microblog.schema.Tables.IMPORT_PART;

import dev.microblog.imports.Import.State;
import dev.microblog.platform.db.ForUpdate;
import dev.microblog.platform.db.Upsert;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// All SQL of imports and of the posts that they have yet to make.
final class ImportStore {
  /// Begins an import, unless one goes on.
  ///
  /// @return whether it began
  boolean begin(DSLContext sql, long id, long accountId, long createdAt) {
    Map<Field<?>, Object> row = new HashMap<>();
    row.put(IMPORT_JOB.ID, id);
    row.put(IMPORT_JOB.ACCOUNT_ID, accountId);
    row.put(IMPORT_JOB.SHOWN, 1);
    row.put(IMPORT_JOB.STATE, State.READING.code());
    row.put(IMPORT_JOB.CREATED_AT, createdAt);
    row.put(IMPORT_JOB.STEPPED_AT, createdAt);
    row.put(IMPORT_JOB.LEFT_OUT, "");
    return Upsert.insertIfAbsent(sql, IMPORT_JOB, row);
  }

  /// The last import of somebody; null if there is none, or none any more.
  @Nullable Import latest(DSLContext sql, long accountId) {
    return sql.selectFrom(IMPORT_JOB)
        .where(IMPORT_JOB.ACCOUNT_ID.eq(accountId))
        .and(IMPORT_JOB.STATE.ne(State.REMOVED.code()))
        .orderBy(IMPORT_JOB.ID.desc())
        .limit(1)
        .fetchOne(ImportStore::read);
  }

  /// Whose import it is; null if there is none.
  @Nullable Long owner(DSLContext sql, long id) {
    return sql.select(IMPORT_JOB.ACCOUNT_ID)
        .from(IMPORT_JOB)
        .where(IMPORT_JOB.ID.eq(id))
        .fetchOne(IMPORT_JOB.ACCOUNT_ID);
  }

  /// An import, which nobody else changes until the transaction ends; null if there is none.
  @Nullable Import locked(DSLContext sql, long id) {
    var row = sql.selectFrom(IMPORT_JOB).where(IMPORT_JOB.ID.eq(id));
    return ForUpdate.of(sql, row).fetchOne(ImportStore::read);
  }

  /// Keeps how far an import is.
  ///
  /// @param shown whether it goes on, so that there is no other beside it
  void put(DSLContext sql, Import changed, boolean shown, long now) {
    sql.update(IMPORT_JOB)
        .set(IMPORT_JOB.STATE, changed.state().code())
        .set(IMPORT_JOB.SHOWN, shown ? (Integer) 1 : null)
        .set(IMPORT_JOB.STEPPED_AT, now)
        .set(IMPORT_JOB.ENDED_AT, changed.endedAt())
        .set(IMPORT_JOB.PARTS, changed.parts())
        .set(IMPORT_JOB.STEP, changed.step())
        .set(IMPORT_JOB.POSTS, changed.posts())
        .set(IMPORT_JOB.MADE, changed.made())
        .set(IMPORT_JOB.THERE, changed.there())
        .set(IMPORT_JOB.LEFT_OUT, written(changed.leftOut()))
        .where(IMPORT_JOB.ID.eq(changed.id()))
        .execute();
  }

  /// Ends an import.
  void end(DSLContext sql, long id, State state, long now) {
    sql.update(IMPORT_JOB)
        .set(IMPORT_JOB.STATE, state.code())
        .setNull(IMPORT_JOB.SHOWN)
        .set(IMPORT_JOB.STEPPED_AT, now)
        .set(IMPORT_JOB.ENDED_AT, DSL.coalesce(IMPORT_JOB.ENDED_AT, DSL.val(now)))
        .where(IMPORT_JOB.ID.eq(id))
        .execute();
  }

  /// Ids of all imports of somebody whose removal has not begun.
  List<Long> all(DSLContext sql, long accountId) {
    return ids(
        sql, IMPORT_JOB.ACCOUNT_ID.eq(accountId).and(IMPORT_JOB.STATE.ne(State.REMOVED.code())));
  }

  /// Ids of some imports in this state in which nothing happened since a moment.
  List<Long> since(DSLContext sql, State state, long before) {
    return ids(sql, IMPORT_JOB.STATE.eq(state.code()).and(IMPORT_JOB.STEPPED_AT.lt(before)));
  }

  private static List<Long> ids(DSLContext sql, Condition which) {
    return sql.select(IMPORT_JOB.ID)
        .from(IMPORT_JOB)
        .where(which)
        .orderBy(IMPORT_JOB.ID)
        .limit(100)
        .fetch(IMPORT_JOB.ID);
  }

  /// Adds posts that are to be made.
  void add(DSLContext sql, long importId, int number, byte[] posts) {
    sql.insertInto(IMPORT_PART, IMPORT_PART.IMPORT_ID, IMPORT_PART.NUMBER, IMPORT_PART.BYTES)
        .values(importId, number, posts)
        .execute();
  }

  /// Posts that are to be made; null if they are gone.
  byte @Nullable [] part(DSLContext sql, long importId, int number) {
    return sql.select(IMPORT_PART.BYTES)
        .from(IMPORT_PART)
        .where(IMPORT_PART.IMPORT_ID.eq(importId))
        .and(IMPORT_PART.NUMBER.eq(number))
        .fetchOne(IMPORT_PART.BYTES);
  }

  /// Removes posts that were made.
  void removePart(DSLContext sql, long importId, int number) {
    sql.deleteFrom(IMPORT_PART)
        .where(IMPORT_PART.IMPORT_ID.eq(importId))
        .and(IMPORT_PART.NUMBER.eq(number))
        .execute();
  }

  /// Removes some of the posts that are no longer to be made, and with the last the import.
  ///
  /// @return whether nothing is left
  boolean remove(DSLContext sql, long importId, int most) {
    List<Integer> numbers =
        sql.select(IMPORT_PART.NUMBER)
            .from(IMPORT_PART)
            .where(IMPORT_PART.IMPORT_ID.eq(importId))
            .orderBy(IMPORT_PART.NUMBER)
            .limit(most)
            .fetch(IMPORT_PART.NUMBER);
    if (!numbers.isEmpty()) {
      sql.deleteFrom(IMPORT_PART)
          .where(IMPORT_PART.IMPORT_ID.eq(importId))
          .and(IMPORT_PART.NUMBER.in(numbers))
          .execute();
    }
    boolean last = numbers.size() < most;
    if (last) {
      sql.deleteFrom(IMPORT_JOB).where(IMPORT_JOB.ID.eq(importId)).execute();
    }
    return last;
  }

  private static String written(Map<LeftOut, Long> leftOut) {
    return leftOut.entrySet().stream()
        .map(each -> each.getKey().name() + '=' + each.getValue())
        .collect(Collectors.joining(" "));
  }

  private static Map<LeftOut, Long> leftOut(String written) {
    Map<LeftOut, Long> counts = new EnumMap<>(LeftOut.class);
    if (!written.isEmpty()) {
      for (String each : written.split(" ", -1)) {
        String[] pair = each.split("=", 2);
        counts.put(LeftOut.valueOf(pair[0]), Long.valueOf(pair[1]));
      }
    }
    return counts;
  }

  private static Import read(Record row) {
    return new Import(
        row.get(IMPORT_JOB.ID),
        row.get(IMPORT_JOB.ACCOUNT_ID),
        State.of(row.get(IMPORT_JOB.STATE)),
        row.get(IMPORT_JOB.CREATED_AT),
        row.get(IMPORT_JOB.ENDED_AT),
        row.get(IMPORT_JOB.PARTS),
        row.get(IMPORT_JOB.STEP),
        row.get(IMPORT_JOB.POSTS),
        row.get(IMPORT_JOB.MADE),
        row.get(IMPORT_JOB.THERE),
        leftOut(row.get(IMPORT_JOB.LEFT_OUT)));
  }
}
