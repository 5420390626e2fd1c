package dev.microblog.search;

import static dev.microblog.schema.Tables.ACCOUNT;
import static dev.microblog.schema.Tables.POST;
import static dev.microblog.schema.Tables.SEARCH_BUILD;
import static dev.microblog.schema.Tables.SEARCH_PERSON;

import dev.microblog.platform.db.Upsert;
import dev.microblog.platform.index.Change;
import dev.microblog.platform.index.Entry;
import dev.microblog.post.Post;
import dev.microblog.post.PostPolicy;
import dev.microblog.post.PostText;
import dev.microblog.post.Visibility;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// All SQL of search: what an index is to be told, who hides, and how far builds are.
public final class SearchStore {
  private static final Field<Integer> HIDDEN = DSL.coalesce(SEARCH_PERSON.HIDDEN, DSL.inline(0));
  private static final Field<Long> REVISION = DSL.coalesce(SEARCH_PERSON.REVISION, DSL.inline(0L));

  /// What the index is to be told of these posts as they are now.
  ///
  /// The version of a post is the time of its last change plus its author's revision. Both only
  /// grow, and both are read with the words: of two states of a post the later has the higher.
  public List<Change> posts(DSLContext sql, Collection<Long> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Set<Long> missing = new HashSet<>(ids);
    List<Change> changes = new ArrayList<>();
    sql.select(
            POST.ID,
            POST.AUTHOR_ID,
            POST.BODY,
            POST.LANGUAGE,
            POST.VISIBILITY,
            POST.CREATED_AT,
            POST.EDITED_AT,
            POST.DELETED_AT,
            ACCOUNT.NAME,
            ACCOUNT.DELETED_AT,
            HIDDEN,
            REVISION)
        .from(POST)
        .join(ACCOUNT)
        .on(ACCOUNT.ID.eq(POST.AUTHOR_ID))
        .leftJoin(SEARCH_PERSON)
        .on(SEARCH_PERSON.ACCOUNT_ID.eq(POST.AUTHOR_ID))
        .where(POST.ID.in(ids))
        .fetch()
        .forEach(
            row -> {
              missing.remove(row.get(POST.ID));
              changes.add(post(row));
            });
    missing.forEach(id -> changes.add(new Change.Remove(Entry.Kind.POST, id, Change.LAST_VERSION)));
    return changes;
  }

  private static Change post(Record row) {
    long id = row.get(POST.ID);
    if (row.get(ACCOUNT.DELETED_AT) > 0) {
      return new Change.Remove(Entry.Kind.POST, id, Change.LAST_VERSION);
    }
    long revision = row.get(REVISION);
    if (row.get(POST.DELETED_AT) > 0) {
      return new Change.Remove(Entry.Kind.POST, id, row.get(POST.DELETED_AT) + revision);
    }
    Long editedAt = row.get(POST.EDITED_AT);
    Post post =
        new Post(
            id,
            row.get(POST.AUTHOR_ID),
            row.get(ACCOUNT.NAME),
            row.get(POST.BODY),
            row.get(POST.LANGUAGE),
            Visibility.of(row.get(POST.VISIBILITY)),
            row.get(POST.CREATED_AT),
            editedAt);
    Entry entry =
        Entry.post(
            id,
            PostPolicy.audience(post, row.get(HIDDEN) > 0),
            post.authorId(),
            post.createdAt(),
            post.language(),
            List.copyOf(PostText.tagKeys(post.body())),
            post.body());
    return new Change.Put(entry, (editedAt == null ? post.createdAt() : editedAt) + revision);
  }

  /// What the index is to be told of these people as they are now.
  public List<Change> people(DSLContext sql, Collection<Long> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Set<Long> missing = new HashSet<>(ids);
    List<Change> changes = new ArrayList<>();
    sql.select(ACCOUNT.ID, ACCOUNT.NAME, ACCOUNT.ABOUT_ME, ACCOUNT.CREATED_AT, HIDDEN, REVISION)
        .from(ACCOUNT)
        .leftJoin(SEARCH_PERSON)
        .on(SEARCH_PERSON.ACCOUNT_ID.eq(ACCOUNT.ID))
        .where(ACCOUNT.ID.in(ids))
        .and(ACCOUNT.DELETED_AT.eq(0L))
        .fetch()
        .forEach(
            row -> {
              long id = row.get(ACCOUNT.ID);
              missing.remove(id);
              String who = row.get(HIDDEN) > 0 ? PostPolicy.only(id) : PostPolicy.EVERYBODY;
              Entry entry =
                  Entry.person(
                      id,
                      Set.of(who),
                      row.get(ACCOUNT.CREATED_AT),
                      row.get(ACCOUNT.NAME),
                      row.get(ACCOUNT.ABOUT_ME));
              changes.add(new Change.Put(entry, row.get(REVISION)));
            });
    missing.forEach(
        id -> changes.add(new Change.Remove(Entry.Kind.PERSON, id, Change.LAST_VERSION)));
    return changes;
  }

  /// Ids of posts that stand, the newest first.
  ///
  /// @param authorId whose; null for everybody's
  public List<Long> postIds(DSLContext sql, @Nullable Long authorId, long before, int most) {
    return sql.select(POST.ID)
        .from(POST)
        .where(authorId == null ? DSL.noCondition() : POST.AUTHOR_ID.eq(authorId))
        .and(POST.DELETED_AT.eq(0L))
        .and(POST.ID.lt(before))
        .orderBy(POST.ID.desc())
        .limit(most)
        .fetch(POST.ID);
  }

  /// Ids of people, the newest first.
  public List<Long> personIds(DSLContext sql, long before, int most) {
    return sql.select(ACCOUNT.ID)
        .from(ACCOUNT)
        .where(ACCOUNT.DELETED_AT.eq(0L))
        .and(ACCOUNT.ID.lt(before))
        .orderBy(ACCOUNT.ID.desc())
        .limit(most)
        .fetch(ACCOUNT.ID);
  }

  /// How many entries an index of everything has.
  public long countAll(DSLContext sql) {
    long people = sql.fetchCount(ACCOUNT, ACCOUNT.DELETED_AT.eq(0L));
    return people + sql.fetchCount(POST, POST.DELETED_AT.eq(0L));
  }

  /// Notes that what the index knows of a person is no longer so.
  public void touch(DSLContext sql, long accountId) {
    Upsert.insertIfAbsent(
        sql,
        SEARCH_PERSON,
        Map.of(SEARCH_PERSON.ACCOUNT_ID, accountId, SEARCH_PERSON.REVISION, 0L));
    sql.update(SEARCH_PERSON)
        .set(SEARCH_PERSON.REVISION, SEARCH_PERSON.REVISION.plus(1))
        .where(SEARCH_PERSON.ACCOUNT_ID.eq(accountId))
        .execute();
  }

  /// Keeps whether a person wants not to be found.
  public void hide(DSLContext sql, long accountId, boolean hidden) {
    touch(sql, accountId);
    sql.update(SEARCH_PERSON)
        .set(SEARCH_PERSON.HIDDEN, hidden ? 1 : 0)
        .where(SEARCH_PERSON.ACCOUNT_ID.eq(accountId))
        .execute();
  }

  /// Which of these people want not to be found.
  public Set<Long> hidden(DSLContext sql, Collection<Long> accountIds) {
    return accountIds.isEmpty()
        ? Set.of()
        : sql.select(SEARCH_PERSON.ACCOUNT_ID)
            .from(SEARCH_PERSON)
            .where(SEARCH_PERSON.ACCOUNT_ID.in(accountIds))
            .and(SEARCH_PERSON.HIDDEN.gt(0))
            .fetchSet(SEARCH_PERSON.ACCOUNT_ID);
  }

  /// Forgets what was kept of a person who is gone.
  public void forget(DSLContext sql, long accountId) {
    sql.deleteFrom(SEARCH_PERSON).where(SEARCH_PERSON.ACCOUNT_ID.eq(accountId)).execute();
  }

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

  /// Lets another worker go on.
  public void leave(DSLContext sql, String index, String worker) {
    sql.update(SEARCH_BUILD)
        .setNull(SEARCH_BUILD.WORKER)
        .where(SEARCH_BUILD.INDEX_NAME.eq(index))
        .and(SEARCH_BUILD.WORKER.eq(worker))
        .execute();
  }
}
