package dev.microblog.search;

import static dev.microblog.schema.Tables.ACCOUNT;
import static dev.microblog.schema.Tables.ACCOUNT_RESTRICTION;
import static dev.microblog.schema.Tables.POST;
import static dev.microblog.schema.Tables.SEARCH_PERSON;

import dev.microblog.account.Restriction;
import dev.microblog.account.SuspensionStore;
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
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// All SQL of what a search index is to be told, and of who is not to be found.
public final class SearchStore {
  private static final Field<Integer> HIDES = DSL.coalesce(SEARCH_PERSON.HIDDEN, DSL.inline(0));
  private static final Field<Integer> UNLISTED =
      restricted("unlisted", Restriction.LIMITED, Restriction.PENDING);
  private static final Field<Integer> SUSPENDED = restricted("suspended", Restriction.SUSPENDED);
  private static final Field<Long> REVISION = DSL.coalesce(SEARCH_PERSON.REVISION, DSL.inline(0L));

  /// By how many of these the account is restricted.
  private static Field<Integer> restricted(String name, Restriction... restrictions) {
    List<Field<Integer>> codes =
        Stream.of(restrictions).<Field<Integer>>map(each -> DSL.inline(each.code())).toList();
    return DSL.field(
            DSL.selectCount()
                .from(ACCOUNT_RESTRICTION)
                .where(ACCOUNT_RESTRICTION.ACCOUNT_ID.eq(ACCOUNT.ID))
                .and(ACCOUNT_RESTRICTION.RESTRICTION.in(codes)))
        .as(name);
  }

  /// What the index is to be told of these posts as they are now.
  ///
  /// The version of a post is the time of its last change plus its author's revision. Both only
  /// grow, and both are read with the words: of two states of a post the later has the higher. A
  /// post that is hidden, by itself or with its author, has a time of one more than that of its
  /// last change; when it is shown again the revision grows by two.
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
            HIDES,
            UNLISTED,
            SUSPENDED,
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
    boolean suspended = row.get(SUSPENDED) > 0;
    if (row.get(ACCOUNT.DELETED_AT) > 0 && !suspended) {
      return new Change.Remove(Entry.Kind.POST, id, Change.LAST_VERSION);
    }
    long revision = row.get(REVISION);
    if (row.get(POST.DELETED_AT) > 0) {
      return new Change.Remove(Entry.Kind.POST, id, row.get(POST.DELETED_AT) + revision);
    }
    Long editedAt = row.get(POST.EDITED_AT);
    long changedAt = editedAt == null ? row.get(POST.CREATED_AT) : editedAt;
    if (suspended) {
      return new Change.Remove(Entry.Kind.POST, id, changedAt + 1 + revision);
    }
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
            PostPolicy.audience(post, isHidden(row)),
            post.authorId(),
            post.createdAt(),
            post.language(),
            List.copyOf(PostText.tagKeys(post.body())),
            post.body());
    return new Change.Put(entry, changedAt + revision);
  }

  /// Whether nobody else finds the person: they want it so, or those who look after the site.
  private static boolean isHidden(Record row) {
    return row.get(HIDES) > 0 || row.get(UNLISTED) > 0;
  }

  /// What the index is to be told of these people as they are now.
  public List<Change> people(DSLContext sql, Collection<Long> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Set<Long> missing = new HashSet<>(ids);
    List<Change> changes = new ArrayList<>();
    sql.select(
            ACCOUNT.ID,
            ACCOUNT.NAME,
            ACCOUNT.ABOUT_ME,
            ACCOUNT.CREATED_AT,
            HIDES,
            UNLISTED,
            SUSPENDED,
            REVISION)
        .from(ACCOUNT)
        .leftJoin(SEARCH_PERSON)
        .on(SEARCH_PERSON.ACCOUNT_ID.eq(ACCOUNT.ID))
        .where(ACCOUNT.ID.in(ids))
        .and(SuspensionStore.THERE)
        .fetch()
        .forEach(
            row -> {
              long id = row.get(ACCOUNT.ID);
              missing.remove(id);
              if (row.get(SUSPENDED) > 0) {
                changes.add(new Change.Remove(Entry.Kind.PERSON, id, row.get(REVISION)));
                return;
              }
              String who = isHidden(row) ? PostPolicy.only(id) : PostPolicy.EVERYBODY;
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
    touch(sql, accountId, 1);
  }

  private void touch(DSLContext sql, long accountId, long by) {
    Upsert.insertIfAbsent(
        sql,
        SEARCH_PERSON,
        Map.of(SEARCH_PERSON.ACCOUNT_ID, accountId, SEARCH_PERSON.REVISION, 0L));
    sql.update(SEARCH_PERSON)
        .set(SEARCH_PERSON.REVISION, SEARCH_PERSON.REVISION.plus(by))
        .where(SEARCH_PERSON.ACCOUNT_ID.eq(accountId))
        .execute();
  }

  /// Notes that posts of a person are shown again that were hidden, see [#posts].
  public void shown(DSLContext sql, long accountId) {
    touch(sql, accountId, 2);
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
  public Set<Long> hiding(DSLContext sql, Collection<Long> accountIds) {
    return accountIds.isEmpty()
        ? Set.of()
        : sql.select(SEARCH_PERSON.ACCOUNT_ID)
            .from(SEARCH_PERSON)
            .where(SEARCH_PERSON.ACCOUNT_ID.in(accountIds))
            .and(SEARCH_PERSON.HIDDEN.gt(0))
            .fetchSet(SEARCH_PERSON.ACCOUNT_ID);
  }

  /// Which of these people are not to be found, because they want it so or are limited.
  public Set<Long> hidden(DSLContext sql, Collection<Long> accountIds) {
    if (accountIds.isEmpty()) {
      return Set.of();
    }
    Set<Long> all = new HashSet<>(hiding(sql, accountIds));
    all.addAll(
        sql.select(ACCOUNT_RESTRICTION.ACCOUNT_ID)
            .from(ACCOUNT_RESTRICTION)
            .where(ACCOUNT_RESTRICTION.ACCOUNT_ID.in(accountIds))
            .and(ACCOUNT_RESTRICTION.RESTRICTION.eq(Restriction.LIMITED.code()))
            .fetchSet(ACCOUNT_RESTRICTION.ACCOUNT_ID));
    return all;
  }

  /// Forgets what was kept of a person who is gone.
  public void forget(DSLContext sql, long accountId) {
    sql.deleteFrom(SEARCH_PERSON).where(SEARCH_PERSON.ACCOUNT_ID.eq(accountId)).execute();
  }
}
