package dev.microblog.takeover;

import static dev.microblog.schema.Tables.TAKEOVER_PERSON;
import static dev.microblog.schema.Tables.TAKEOVER_PLACE;

import dev.microblog.platform.db.Upsert;
import java.util.List;
import java.util.Map;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record3;

/// All SQL of how far a takeover is.
final class TakeoverStore {
  /// Whose account is whose.
  ///
  /// @param mark of who it was there
  record Person(long sourceId, long accountId, long mark) {}

  interface Each {
    void person(Person person);
  }

  /// Everybody who was taken over, in the order of their ids there.
  void people(DSLContext sql, Each each) {
    try (Cursor<Record3<Long, Long, Long>> rows =
        sql.select(TAKEOVER_PERSON.SOURCE_ID, TAKEOVER_PERSON.ACCOUNT_ID, TAKEOVER_PERSON.MARK)
            .from(TAKEOVER_PERSON)
            .orderBy(TAKEOVER_PERSON.SOURCE_ID)
            .fetchLazy()) {
      for (Record3<Long, Long, Long> row : rows) {
        each.person(new Person(row.value1(), row.value2(), row.value3()));
      }
    }
  }

  void add(DSLContext sql, List<Person> people) {
    var insert =
        sql.insertInto(
            TAKEOVER_PERSON,
            TAKEOVER_PERSON.SOURCE_ID,
            TAKEOVER_PERSON.ACCOUNT_ID,
            TAKEOVER_PERSON.MARK);
    for (Person each : people) {
      insert = insert.values(each.sourceId(), each.accountId(), each.mark());
    }
    insert.execute();
  }

  /// How far something is; 0 at first.
  long place(DSLContext sql, int stage) {
    Long place =
        sql.select(TAKEOVER_PLACE.PLACE)
            .from(TAKEOVER_PLACE)
            .where(TAKEOVER_PLACE.STAGE.eq(stage))
            .fetchOne(TAKEOVER_PLACE.PLACE);
    return place == null ? 0 : place;
  }

  void put(DSLContext sql, int stage, long place) {
    Upsert.insertOrUpdate(
        sql,
        TAKEOVER_PLACE,
        Map.of(TAKEOVER_PLACE.STAGE, stage, TAKEOVER_PLACE.PLACE, place),
        List.of(TAKEOVER_PLACE.STAGE),
        List.of(TAKEOVER_PLACE.PLACE));
  }
}
