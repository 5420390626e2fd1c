package dev.microblog.mute;

import static dev.microblog.schema.Tables.WORD_FILTER;

import java.util.List;
import org.jooq.DSLContext;

/// All SQL of the words that people filter.
public final class FilterStore {
  /// The filters of somebody, the latest first.
  public List<Filter> list(DSLContext sql, long accountId) {
    return sql.select(WORD_FILTER.ID, WORD_FILTER.WORDS, WORD_FILTER.ACTION)
        .from(WORD_FILTER)
        .where(WORD_FILTER.ACCOUNT_ID.eq(accountId))
        .orderBy(WORD_FILTER.ID.desc())
        .fetch(row -> new Filter(row.value1(), row.value2(), Filter.Action.of(row.value3())));
  }

  void insert(DSLContext sql, long accountId, Filter filter, long createdAt) {
    sql.insertInto(WORD_FILTER)
        .set(WORD_FILTER.ID, filter.id())
        .set(WORD_FILTER.ACCOUNT_ID, accountId)
        .set(WORD_FILTER.WORDS, filter.words())
        .set(WORD_FILTER.ACTION, filter.action().code())
        .set(WORD_FILTER.CREATED_AT, createdAt)
        .execute();
  }

  void update(DSLContext sql, Filter filter) {
    sql.update(WORD_FILTER)
        .set(WORD_FILTER.WORDS, filter.words())
        .set(WORD_FILTER.ACTION, filter.action().code())
        .where(WORD_FILTER.ID.eq(filter.id()))
        .execute();
  }

  /// Removes a filter of somebody.
  ///
  /// @return false if they have none of this id
  boolean delete(DSLContext sql, long accountId, long id) {
    return sql.deleteFrom(WORD_FILTER)
            .where(WORD_FILTER.ID.eq(id))
            .and(WORD_FILTER.ACCOUNT_ID.eq(accountId))
            .execute()
        == 1;
  }

  void drop(DSLContext sql, long accountId) {
    sql.deleteFrom(WORD_FILTER).where(WORD_FILTER.ACCOUNT_ID.eq(accountId)).execute();
  }
}
