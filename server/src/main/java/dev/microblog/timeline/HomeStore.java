package dev.microblog.timeline;

import static dev.microblog.schema.Tables.ACCOUNT;
import static dev.microblog.schema.Tables.FOLLOW;
import static dev.microblog.schema.Tables.HOME;
import static dev.microblog.schema.Tables.HOME_ENTRY;
import static dev.microblog.schema.Tables.POST;

import dev.microblog.platform.db.ForUpdate;
import dev.microblog.platform.db.Upsert;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.DSL;

/// Keeping the home lists written, and the follows as the home lists see them. What reads the lists
/// is in [HomeReadStore].
final class HomeStore {
  /// Authors merged in on reading, for one reader.
  static final int MOST_MERGED = 50;

  /// Somebody who is followed.
  ///
  /// @param lastPostId no post of theirs has a greater id
  record Author(long id, long lastPostId) {}

  /// A follower whose home list is kept written.
  record Reader(long followId, long accountId) {}

  /// Has whoever posts, follows or unfollows as this account wait until the transaction ends, or
  /// waits for them: they change the account as well.
  void lock(DSLContext sql, long accountId) {
    ForUpdate.of(sql, sql.select(ACCOUNT.ID).from(ACCOUNT).where(ACCOUNT.ID.eq(accountId))).fetch();
  }

  /// Has fan-out write to the account's list from now on, complete or not.
  void open(DSLContext sql, long accountId) {
    Upsert.insertIfAbsent(sql, HOME, java.util.Map.of(HOME.ACCOUNT_ID, accountId));
  }

  /// Marks the account's list as complete from a post on.
  void close(DSLContext sql, long accountId, long floor, long now) {
    sql.update(HOME)
        .set(HOME.FILLED_AT, now)
        .set(HOME.FLOOR_ID, DSL.greatest(HOME.FLOOR_ID, DSL.val(floor)))
        .where(HOME.ACCOUNT_ID.eq(accountId))
        .execute();
  }

  /// The followed authors whose posts are written to the list, the latest to post first.
  List<Author> writtenAuthors(DSLContext sql, long accountId) {
    return authors(sql, accountId, FOLLOW.MERGED.eq(0));
  }

  /// Whom somebody follows of those for whom a condition holds, the latest to post first.
  static List<Author> authors(DSLContext sql, long accountId, Condition which) {
    return sql.select(FOLLOW.FOLLOWEE_ID, ACCOUNT.LAST_POST_ID)
        .from(FOLLOW)
        .join(ACCOUNT)
        .on(ACCOUNT.ID.eq(FOLLOW.FOLLOWEE_ID))
        .where(FOLLOW.FOLLOWER_ID.eq(accountId))
        .and(which)
        .orderBy(ACCOUNT.LAST_POST_ID.desc())
        .fetch(row -> new Author(row.value1(), row.value2()));
  }

  int mergedCount(DSLContext sql, long accountId) {
    return sql.fetchCount(FOLLOW, FOLLOW.FOLLOWER_ID.eq(accountId).and(FOLLOW.MERGED.eq(1)));
  }

  void merge(DSLContext sql, long followerId, long followeeId) {
    sql.update(FOLLOW)
        .set(FOLLOW.MERGED, 1)
        .where(FOLLOW.FOLLOWER_ID.eq(followerId))
        .and(FOLLOW.FOLLOWEE_ID.eq(followeeId))
        .execute();
  }

  long followerCount(DSLContext sql, long accountId) {
    Long count =
        sql.select(ACCOUNT.FOLLOWER_COUNT)
            .from(ACCOUNT)
            .where(ACCOUNT.ID.eq(accountId))
            .fetchOne(ACCOUNT.FOLLOWER_COUNT);
    return count == null ? 0 : count;
  }

  /// Writes a post to one list, if that list is kept.
  void add(DSLContext sql, long accountId, long postId, long authorId) {
    if (sql.fetchExists(HOME, HOME.ACCOUNT_ID.eq(accountId))) {
      addEntry(sql, accountId, postId, authorId);
    }
  }

  void addEntry(DSLContext sql, long accountId, long postId, long authorId) {
    Upsert.insertIfAbsent(
        sql,
        HOME_ENTRY,
        java.util.Map.of(
            HOME_ENTRY.ACCOUNT_ID, accountId,
            HOME_ENTRY.POST_ID, postId,
            HOME_ENTRY.AUTHOR_ID, authorId));
  }

  /// The next followers of an author whose lists are kept and written to, in the order of their
  /// follows.
  List<Reader> readers(DSLContext sql, long authorId, long afterFollow, int count) {
    return sql.select(FOLLOW.ID, FOLLOW.FOLLOWER_ID)
        .from(FOLLOW)
        .join(HOME)
        .on(HOME.ACCOUNT_ID.eq(FOLLOW.FOLLOWER_ID))
        .where(FOLLOW.FOLLOWEE_ID.eq(authorId))
        .and(FOLLOW.MERGED.eq(0))
        .and(FOLLOW.ID.gt(afterFollow))
        .orderBy(FOLLOW.ID)
        .limit(count)
        .fetch(row -> new Reader(row.value1(), row.value2()));
  }

  /// Writes a post to the lists of the followers in a stretch of follows.
  void addToReaders(DSLContext sql, long postId, long authorId, long afterFollow, long upToFollow) {
    Field<Long> post = DSL.val(postId);
    Field<Long> author = DSL.val(authorId);
    addEntries(
        sql,
        DSL.select(FOLLOW.FOLLOWER_ID, post, author)
            .from(FOLLOW)
            .join(HOME)
            .on(HOME.ACCOUNT_ID.eq(FOLLOW.FOLLOWER_ID))
            .where(FOLLOW.FOLLOWEE_ID.eq(authorId))
            .and(FOLLOW.MERGED.eq(0))
            .and(FOLLOW.ID.gt(afterFollow))
            .and(FOLLOW.ID.le(upToFollow)));
  }

  /// Writes an author's latest posts to one list, if that list is kept.
  void backfill(DSLContext sql, long accountId, long authorId, int most) {
    if (!sql.fetchExists(HOME, HOME.ACCOUNT_ID.eq(accountId))) {
      return;
    }
    Field<Long> account = DSL.val(accountId);
    addEntries(
        sql,
        DSL.select(account, POST.ID, POST.AUTHOR_ID)
            .from(POST)
            .where(POST.AUTHOR_ID.eq(authorId))
            .and(POST.DELETED_AT.eq(0L))
            .orderBy(POST.ID.desc())
            .limit(DSL.inline(most)));
  }

  private static void addEntries(DSLContext sql, Select<?> entries) {
    Upsert.insertIfAbsent(
        sql,
        HOME_ENTRY,
        List.of(HOME_ENTRY.ACCOUNT_ID, HOME_ENTRY.POST_ID, HOME_ENTRY.AUTHOR_ID),
        entries);
  }

  void removeAuthor(DSLContext sql, long accountId, long authorId) {
    sql.deleteFrom(HOME_ENTRY)
        .where(HOME_ENTRY.ACCOUNT_ID.eq(accountId))
        .and(HOME_ENTRY.AUTHOR_ID.eq(authorId))
        .execute();
  }

  void clear(DSLContext sql, long accountId) {
    sql.deleteFrom(HOME_ENTRY).where(HOME_ENTRY.ACCOUNT_ID.eq(accountId)).execute();
  }

  /// Drops what is older than the newest entries of a list.
  void trim(DSLContext sql, long accountId, int kept) {
    Long oldest =
        sql.select(HOME_ENTRY.POST_ID)
            .from(HOME_ENTRY)
            .where(HOME_ENTRY.ACCOUNT_ID.eq(accountId))
            .orderBy(HOME_ENTRY.POST_ID.desc())
            .limit(1)
            .offset(kept - 1)
            .fetchOne(HOME_ENTRY.POST_ID);
    if (oldest != null) {
      sql.deleteFrom(HOME_ENTRY)
          .where(HOME_ENTRY.ACCOUNT_ID.eq(accountId))
          .and(HOME_ENTRY.POST_ID.lt(oldest))
          .execute();
      sql.update(HOME)
          .set(HOME.FLOOR_ID, DSL.greatest(HOME.FLOOR_ID, DSL.val(oldest)))
          .where(HOME.ACCOUNT_ID.eq(accountId))
          .execute();
    }
  }

  /// Accounts with a list that were not seen since a moment.
  List<Long> unseenSince(DSLContext sql, long moment, int count) {
    return sql.select(HOME.ACCOUNT_ID)
        .from(HOME)
        .join(ACCOUNT)
        .on(ACCOUNT.ID.eq(HOME.ACCOUNT_ID))
        .where(ACCOUNT.LAST_SEEN_AT.isNull().or(ACCOUNT.LAST_SEEN_AT.lt(moment)))
        .limit(count)
        .fetch(HOME.ACCOUNT_ID);
  }

  void drop(DSLContext sql, long accountId) {
    sql.deleteFrom(HOME).where(HOME.ACCOUNT_ID.eq(accountId)).execute();
    clear(sql, accountId);
  }
}
