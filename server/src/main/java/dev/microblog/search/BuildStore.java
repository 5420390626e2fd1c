package dev.microblog.search;

import static dev.microblog.schema.Tables.SEARCH_BUILD;

import dev.microblog.platform.db.Upsert;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// All SQL of how far the builds of search indexes are.
public final class BuildStore {
  /// How far the build of an index is; null if none was ever asked for.
  public @Nullable Build build(DSLContext sql, String index) {
    return sql.selectFrom(SEARCH_BUILD)
        .where(SEARCH_BUILD.INDEX_NAME.eq(index))
        .fetchOne(
            row ->
                new Build(
                    Build.State.of(row.get(SEARCH_BUILD.STATE)),
                    row.get(SEARCH_BUILD.GENERATION),
                    row.get(SEARCH_BUILD.PHASE),
                    row.get(SEARCH_BUILD.PLACE),
                    row.get(SEARCH_BUILD.DONE),
                    row.get(SEARCH_BUILD.TOTAL),
                    row.get(SEARCH_BUILD.STARTED_AT),
                    row.get(SEARCH_BUILD.ENDED_AT)));
  }

  /// Asks for a build, unless one is asked for or running.
  public void ask(DSLContext sql, String index) {
    Upsert.insertIfAbsent(
        sql,
        SEARCH_BUILD,
        Map.of(SEARCH_BUILD.INDEX_NAME, index, SEARCH_BUILD.STATE, Build.State.ASKED.code()));
    sql.update(SEARCH_BUILD)
        .set(SEARCH_BUILD.STATE, Build.State.ASKED.code())
        .where(SEARCH_BUILD.INDEX_NAME.eq(index))
        .and(SEARCH_BUILD.STATE.eq(Build.State.DONE.code()))
        .execute();
  }

  /// Asks for a build of every index there is. Whoever is building one notices that it is no longer
  /// theirs: what they went past may not be in it.
  public void askAll(DSLContext sql) {
    sql.update(SEARCH_BUILD)
        .set(SEARCH_BUILD.STATE, Build.State.ASKED.code())
        .setNull(SEARCH_BUILD.GENERATION)
        .setNull(SEARCH_BUILD.WORKER)
        .execute();
  }

  /// Makes a worker the one who builds, unless another is at it.
  ///
  /// @param since a worker that has not been heard of since then is gone
  /// @return whether it is now
  public boolean take(DSLContext sql, String index, String worker, long now, long since) {
    return sql.update(SEARCH_BUILD)
            .set(SEARCH_BUILD.WORKER, worker)
            .set(SEARCH_BUILD.BEAT_AT, now)
            .where(SEARCH_BUILD.INDEX_NAME.eq(index))
            .and(SEARCH_BUILD.STATE.ne(Build.State.DONE.code()))
            .and(
                SEARCH_BUILD
                    .WORKER
                    .isNull()
                    .or(SEARCH_BUILD.WORKER.eq(worker))
                    .or(SEARCH_BUILD.BEAT_AT.lt(since)))
            .execute()
        == 1;
  }

  /// Notes how far the worker is.
  ///
  /// @return false if the build is no longer its own
  public boolean note(DSLContext sql, String index, String worker, Build build, long now) {
    return sql.update(SEARCH_BUILD)
            .set(SEARCH_BUILD.STATE, build.state().code())
            .set(SEARCH_BUILD.GENERATION, build.generation())
            .set(SEARCH_BUILD.PHASE, build.phase())
            .set(SEARCH_BUILD.PLACE, build.place())
            .set(SEARCH_BUILD.DONE, build.done())
            .set(SEARCH_BUILD.TOTAL, build.total())
            .set(SEARCH_BUILD.STARTED_AT, build.startedAt())
            .set(SEARCH_BUILD.ENDED_AT, build.endedAt())
            .set(SEARCH_BUILD.BEAT_AT, now)
            .where(SEARCH_BUILD.INDEX_NAME.eq(index))
            .and(SEARCH_BUILD.WORKER.eq(worker))
            .execute()
        == 1;
  }

  /// Notes that all that happens goes into an index, if it is whole.
  public void keepUp(DSLContext sql, String index, long now) {
    sql.update(SEARCH_BUILD)
        .set(SEARCH_BUILD.BEAT_AT, now)
        .where(SEARCH_BUILD.INDEX_NAME.eq(index))
        .and(SEARCH_BUILD.STATE.eq(Build.State.DONE.code()))
        .execute();
  }

  /// Whether something went into another index later than into this one, which then misses it.
  public boolean misses(DSLContext sql, String index) {
    Field<Long> last =
        DSL.coalesce(
            DSL.field(
                DSL.select(SEARCH_BUILD.BEAT_AT)
                    .from(SEARCH_BUILD)
                    .where(SEARCH_BUILD.INDEX_NAME.eq(index))),
            DSL.inline(0L));
    return sql.fetchExists(
        SEARCH_BUILD, SEARCH_BUILD.INDEX_NAME.ne(index).and(SEARCH_BUILD.BEAT_AT.gt(last)));
  }

  /// Lets another worker go on.
  public void leave(DSLContext sql, String index, String worker) {
    sql.update(SEARCH_BUILD)
        .setNull(SEARCH_BUILD.WORKER)
        .where(SEARCH_BUILD.INDEX_NAME.eq(index))
        .and(SEARCH_BUILD.WORKER.eq(worker))
        .execute();
  }
}
