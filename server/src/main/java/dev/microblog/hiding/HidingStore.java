package dev.microblog.hiding;

import static dev.microblog.schema.Tables.ACCOUNT;
import static dev.microblog.schema.Tables.HIDDEN_POST;
import static dev.microblog.schema.Tables.POST;
import static dev.microblog.schema.Tables.POST_TAG;

import dev.microblog.post.Post;
import dev.microblog.post.PostText;
import dev.microblog.post.Visibility;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Row2;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// All SQL of hidden posts. In its own table a hidden post looks deleted, so that nothing shows it;
/// but it has its words, which no deleted one has.
final class HidingStore {
  /// Right after its last change, and not now: the version that the search knows of a post is made
  /// of this time, and a post that is shown again must have a later one, see `search.SearchStore`.
  private static final Field<Long> AFTER_LAST_CHANGE =
      DSL.coalesce(POST.EDITED_AT, POST.CREATED_AT).plus(1);

  private static final Condition ASIDE = POST.DELETED_AT.ne(0L).and(POST.BODY.ne(""));

  /// Sets a post aside.
  ///
  /// @return false if it does not stand
  boolean hide(DSLContext sql, long postId, long authorId, String reason, long now) {
    boolean hidden =
        sql.update(POST)
                .set(POST.DELETED_AT, AFTER_LAST_CHANGE)
                .where(POST.ID.eq(postId))
                .and(POST.DELETED_AT.eq(0L))
                .execute()
            == 1;
    if (hidden) {
      sql.deleteFrom(POST_TAG).where(POST_TAG.POST_ID.eq(postId)).execute();
      sql.insertInto(HIDDEN_POST)
          .set(HIDDEN_POST.POST_ID, postId)
          .set(HIDDEN_POST.AUTHOR_ID, authorId)
          .set(HIDDEN_POST.REASON, reason)
          .set(HIDDEN_POST.HIDDEN_AT, now)
          .execute();
    }
    return hidden;
  }

  /// Brings a hidden post back.
  ///
  /// @return false if it is not hidden
  boolean show(DSLContext sql, Post post) {
    boolean hidden =
        sql.deleteFrom(HIDDEN_POST).where(HIDDEN_POST.POST_ID.eq(post.id())).execute() == 1;
    if (hidden) {
      bringBack(sql, List.of(post));
    }
    return hidden;
  }

  /// Drops the words of a hidden post: it is deleted from now on.
  ///
  /// @return false if it is not hidden
  boolean drop(DSLContext sql, long postId) {
    boolean hidden =
        sql.deleteFrom(HIDDEN_POST).where(HIDDEN_POST.POST_ID.eq(postId)).execute() == 1;
    if (hidden) {
      sql.update(POST).set(POST.BODY, "").where(POST.ID.eq(postId)).execute();
    }
    return hidden;
  }

  /// The hidden post with this id, whose author may be suspended; null if there is none.
  @Nullable HiddenPost byId(DSLContext sql, long postId) {
    return sql.select(
            POST.ID,
            POST.AUTHOR_ID,
            ACCOUNT.NAME,
            POST.BODY,
            POST.LANGUAGE,
            POST.VISIBILITY,
            POST.CREATED_AT,
            POST.EDITED_AT,
            HIDDEN_POST.REASON,
            HIDDEN_POST.HIDDEN_AT)
        .from(HIDDEN_POST)
        .join(POST)
        .on(POST.ID.eq(HIDDEN_POST.POST_ID))
        .join(ACCOUNT)
        .on(ACCOUNT.ID.eq(POST.AUTHOR_ID))
        .where(HIDDEN_POST.POST_ID.eq(postId))
        .fetchOne(
            row ->
                new HiddenPost(
                    new Post(
                        row.get(POST.ID),
                        row.get(POST.AUTHOR_ID),
                        row.get(ACCOUNT.NAME),
                        row.get(POST.BODY),
                        row.get(POST.LANGUAGE),
                        Visibility.of(row.get(POST.VISIBILITY)),
                        row.get(POST.CREATED_AT),
                        row.get(POST.EDITED_AT)),
                    row.get(HIDDEN_POST.REASON),
                    row.get(HIDDEN_POST.HIDDEN_AT)));
  }

  /// Sets some posts of an author aside.
  ///
  /// @return how many; 0 if none is left
  int setAside(DSLContext sql, long authorId, int most) {
    List<Long> ids =
        sql.select(POST.ID)
            .from(POST)
            .where(POST.AUTHOR_ID.eq(authorId))
            .and(POST.DELETED_AT.eq(0L))
            .and(POST.BODY.ne(""))
            .limit(most)
            .fetch(POST.ID);
    if (!ids.isEmpty()) {
      sql.update(POST)
          .set(POST.DELETED_AT, AFTER_LAST_CHANGE)
          .where(POST.ID.in(ids))
          .and(POST.DELETED_AT.eq(0L))
          .execute();
      sql.deleteFrom(POST_TAG).where(POST_TAG.POST_ID.in(ids)).execute();
    }
    return ids.size();
  }

  /// Brings some posts of an author back that were set aside, but for those that are hidden.
  ///
  /// @return how many; 0 if none is left
  int bringBack(DSLContext sql, long authorId, int most) {
    List<Post> some =
        sql.select(POST.ID, POST.BODY, POST.LANGUAGE, POST.VISIBILITY, POST.CREATED_AT)
            .from(POST)
            .where(POST.AUTHOR_ID.eq(authorId))
            .and(ASIDE)
            .and(
                DSL.notExists(
                    DSL.selectOne().from(HIDDEN_POST).where(HIDDEN_POST.POST_ID.eq(POST.ID))))
            .limit(most)
            .fetch(
                row ->
                    new Post(
                        row.value1(),
                        authorId,
                        "",
                        row.value2(),
                        row.value3(),
                        Visibility.of(row.value4()),
                        row.value5(),
                        null));
    bringBack(sql, some);
    return some.size();
  }

  private static void bringBack(DSLContext sql, List<Post> some) {
    if (some.isEmpty()) {
      return;
    }
    List<Long> ids = some.stream().map(Post::id).toList();
    sql.update(POST).set(POST.DELETED_AT, 0L).where(POST.ID.in(ids)).execute();
    sql.deleteFrom(POST_TAG).where(POST_TAG.POST_ID.in(ids)).execute();
    List<Row2<String, Long>> tags = new ArrayList<>();
    some.forEach(
        post -> PostText.tagKeys(post.body()).forEach(key -> tags.add(DSL.row(key, post.id()))));
    if (!tags.isEmpty()) {
      sql.insertInto(POST_TAG, POST_TAG.TAG_KEY, POST_TAG.POST_ID).valuesOfRows(tags).execute();
    }
  }

  /// Forgets that posts of somebody were hidden who is gone.
  void forget(DSLContext sql, long authorId) {
    sql.deleteFrom(HIDDEN_POST).where(HIDDEN_POST.AUTHOR_ID.eq(authorId)).execute();
  }
}
