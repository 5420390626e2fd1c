package dev.microblog.post;

import static dev.microblog.schema.Tables.ACCOUNT;
import static dev.microblog.schema.Tables.ACCOUNT_RESTRICTION;
import static dev.microblog.schema.Tables.BLOCK;
import static dev.microblog.schema.Tables.MUTE;
import static dev.microblog.schema.Tables.POST;
import static dev.microblog.schema.Tables.POST_MENTION;
import static dev.microblog.schema.Tables.POST_TAG;

import dev.microblog.account.Restriction;
import dev.microblog.platform.db.Kept;
import dev.microblog.platform.db.KeptIds;
import dev.microblog.platform.db.Range;
import dev.microblog.platform.db.Upsert;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// All SQL of posts, their tags and mentions. Lists of ids come from the index alone.
public final class PostStore {
  private record Mention(long postId, String nameKey, String name) {}

  private static final Kept<Post> BY_IDS =
      new Kept<>(
          () ->
              DSL.select(
                      POST.ID,
                      POST.AUTHOR_ID,
                      ACCOUNT.NAME,
                      POST.BODY,
                      POST.LANGUAGE,
                      POST.VISIBILITY,
                      POST.CREATED_AT,
                      POST.EDITED_AT)
                  .from(POST)
                  .join(ACCOUNT)
                  .on(ACCOUNT.ID.eq(POST.AUTHOR_ID))
                  .where(POST.DELETED_AT.eq(DSL.inline(0L)))
                  .and(ACCOUNT.DELETED_AT.eq(DSL.inline(0L)))
                  .and(Kept.oneOf(POST.ID)),
          row ->
              new Post(
                  row.getLong(1),
                  row.getLong(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  Visibility.of(row.getInt(6)),
                  row.getLong(7),
                  Kept.number(row, 8)));

  private static final Kept<Mention> MENTIONS =
      new Kept<>(
          () ->
              DSL.select(POST_MENTION.POST_ID, POST_MENTION.NAME_KEY, ACCOUNT.NAME)
                  .from(POST_MENTION)
                  .join(ACCOUNT)
                  .on(ACCOUNT.ID.eq(POST_MENTION.ACCOUNT_ID))
                  .where(ACCOUNT.DELETED_AT.eq(DSL.inline(0L)))
                  .and(Kept.oneOf(POST_MENTION.POST_ID)),
          row -> new Mention(row.getLong(1), row.getString(2), row.getString(3)));

  private static final KeptIds PUBLIC_IDS =
      new KeptIds(
          POST.ID,
          () ->
              DSL.select(POST.ID)
                  .from(POST)
                  .where(POST.VISIBILITY.eq(Kept.value(POST.VISIBILITY)))
                  .and(POST.DELETED_AT.eq(DSL.inline(0L)))
                  .and(notLimited()));

  private static final KeptIds PUBLIC_IDS_FOR =
      new KeptIds(
          POST.ID,
          () ->
              DSL.select(POST.ID)
                  .from(POST)
                  .where(POST.VISIBILITY.eq(Kept.value(POST.VISIBILITY)))
                  .and(POST.DELETED_AT.eq(DSL.inline(0L)))
                  .and(notLimited())
                  .and(notApart())
                  .and(notMuted()));

  private static final KeptIds IDS_BY_AUTHOR =
      new KeptIds(
          POST.ID,
          () ->
              DSL.select(POST.ID)
                  .from(POST)
                  .where(POST.AUTHOR_ID.eq(Kept.value(POST.AUTHOR_ID)))
                  .and(POST.DELETED_AT.eq(DSL.inline(0L))));

  private static final KeptIds IDS_BY_TAG =
      new KeptIds(
          POST_TAG.POST_ID,
          () ->
              DSL.select(POST_TAG.POST_ID)
                  .from(POST_TAG)
                  .join(POST)
                  .on(POST.ID.eq(POST_TAG.POST_ID))
                  .where(POST_TAG.TAG_KEY.eq(Kept.value(POST_TAG.TAG_KEY)))
                  .and(notLimited()));

  private static final KeptIds IDS_BY_TAG_FOR =
      new KeptIds(
          POST_TAG.POST_ID,
          () ->
              DSL.select(POST_TAG.POST_ID)
                  .from(POST_TAG)
                  .join(POST)
                  .on(POST.ID.eq(POST_TAG.POST_ID))
                  .where(POST_TAG.TAG_KEY.eq(Kept.value(POST_TAG.TAG_KEY)))
                  .and(notLimited())
                  .and(notApart())
                  .and(notMuted()));

  /// That the author is not limited: of those nothing is in lists of everybody's posts.
  private static Condition notLimited() {
    return DSL.notExists(
        DSL.selectOne()
            .from(ACCOUNT_RESTRICTION)
            .where(ACCOUNT_RESTRICTION.ACCOUNT_ID.eq(POST.AUTHOR_ID))
            .and(ACCOUNT_RESTRICTION.RESTRICTION.eq(DSL.inline(Restriction.LIMITED.code()))));
  }

  /// That of the author and the viewer neither has blocked the other; takes the viewer twice. So a
  /// page is full however much of what lies between is not for the viewer.
  private static Condition notApart() {
    return DSL.notExists(
            DSL.selectOne()
                .from(BLOCK)
                .where(BLOCK.BLOCKER_ID.eq(Kept.value(BLOCK.BLOCKER_ID)))
                .and(BLOCK.BLOCKED_ID.eq(POST.AUTHOR_ID)))
        .and(
            DSL.notExists(
                DSL.selectOne()
                    .from(BLOCK)
                    .where(BLOCK.BLOCKED_ID.eq(Kept.value(BLOCK.BLOCKED_ID)))
                    .and(BLOCK.BLOCKER_ID.eq(POST.AUTHOR_ID))));
  }

  /// That the viewer has not muted the author.
  private static Condition notMuted() {
    return DSL.notExists(
        DSL.selectOne()
            .from(MUTE)
            .where(MUTE.MUTER_ID.eq(Kept.value(MUTE.MUTER_ID)))
            .and(MUTE.MUTED_ID.eq(POST.AUTHOR_ID)));
  }

  /// Adds a post.
  ///
  /// @param submission names the sent form, null if it has no name
  /// @return false if this author sent the form before
  public boolean insert(DSLContext sql, Post post, @Nullable String submission) {
    Map<Field<?>, @Nullable Object> row = new HashMap<>();
    row.put(POST.ID, post.id());
    row.put(POST.AUTHOR_ID, post.authorId());
    row.put(POST.BODY, post.body());
    row.put(POST.LANGUAGE, post.language());
    row.put(POST.VISIBILITY, post.visibility().code());
    row.put(POST.SUBMISSION, submission);
    row.put(POST.CREATED_AT, post.createdAt());
    row.put(POST.EDITED_AT, post.editedAt());
    return Upsert.insertIfAbsent(sql, POST, row);
  }

  /// The post that this author's form made, which may be deleted since; null if it made none.
  @Nullable Long bySubmission(DSLContext sql, long authorId, String submission) {
    return sql.select(POST.ID)
        .from(POST)
        .where(POST.AUTHOR_ID.eq(authorId))
        .and(POST.SUBMISSION.eq(submission))
        .fetchOne(POST.ID);
  }

  /// Changes a post.
  ///
  /// @param read as which it must still stand; null if that does not matter
  /// @return false if it was deleted, or changed, meanwhile
  boolean update(
      DSLContext sql,
      long id,
      String body,
      String language,
      long editedAt,
      Posts.@Nullable Version read) {
    return sql.update(POST)
            .set(POST.BODY, body)
            .set(POST.LANGUAGE, language)
            .set(POST.EDITED_AT, later(editedAt))
            .where(POST.ID.eq(id))
            .and(POST.DELETED_AT.eq(0L))
            .and(read == null ? DSL.noCondition() : unchanged(read))
            .execute()
        == 1;
  }

  private static Condition unchanged(Posts.Version read) {
    Long editedAt = read.editedAt();
    return editedAt == null ? POST.EDITED_AT.isNull() : POST.EDITED_AT.eq(editedAt);
  }

  /// Leaves a mark where the post was, without its words.
  ///
  /// @return false if it was deleted already
  boolean delete(DSLContext sql, long id, long deletedAt) {
    return sql.update(POST)
            .set(POST.DELETED_AT, later(deletedAt))
            .set(POST.BODY, "")
            .where(POST.ID.eq(id))
            .and(POST.DELETED_AT.eq(0L))
            .execute()
        == 1;
  }

  /// Of two changes of a post the later one has the later time, even where clocks differ: so it is
  /// known which state of a post is the newer.
  private static Field<Long> later(long time) {
    Field<Long> last = DSL.coalesce(POST.EDITED_AT, POST.CREATED_AT);
    return DSL.greatest(DSL.val(time), last.plus(1));
  }

  /// Replaces the tags of a post.
  public void tag(DSLContext sql, long postId, Collection<String> tagKeys) {
    sql.deleteFrom(POST_TAG).where(POST_TAG.POST_ID.eq(postId)).execute();
    if (!tagKeys.isEmpty()) {
      sql.insertInto(POST_TAG, POST_TAG.TAG_KEY, POST_TAG.POST_ID)
          .valuesOfRows(tagKeys.stream().map(key -> DSL.row(key, postId)).toList())
          .execute();
    }
  }

  /// Replaces the mentions of a post.
  ///
  /// @param accounts ids of the mentioned by the folded name that was written
  public void mention(DSLContext sql, long postId, Map<String, Long> accounts) {
    sql.deleteFrom(POST_MENTION).where(POST_MENTION.POST_ID.eq(postId)).execute();
    if (!accounts.isEmpty()) {
      sql.insertInto(
              POST_MENTION, POST_MENTION.POST_ID, POST_MENTION.NAME_KEY, POST_MENTION.ACCOUNT_ID)
          .valuesOfRows(
              accounts.entrySet().stream()
                  .map(mention -> DSL.row(postId, mention.getKey(), mention.getValue()))
                  .toList())
          .execute();
    }
  }

  /// The posts with these ids that stand, in no order.
  public List<Post> byIds(DSLContext sql, Collection<Long> ids) {
    return BY_IDS.fetchAll(sql, ids);
  }

  /// Who is meant by the names in these posts: the names as they are now, by post and folded
  /// written name.
  public Map<Long, Map<String, String>> mentions(DSLContext sql, Collection<Long> postIds) {
    Map<Long, Map<String, String>> mentions = new HashMap<>();
    for (Mention mention : MENTIONS.fetchAll(sql, postIds)) {
      mentions
          .computeIfAbsent(mention.postId(), _ -> new HashMap<>())
          .put(mention.nameKey(), mention.name());
    }
    return mentions;
  }

  /// Ids of the public posts that stand.
  public List<Long> publicIds(DSLContext sql, Range range) {
    return PUBLIC_IDS.fetch(sql, range, Visibility.PUBLIC.code());
  }

  /// The same, without those whose authors are apart from the viewer or muted by them.
  public List<Long> publicIdsFor(DSLContext sql, long viewerId, Range range) {
    return PUBLIC_IDS_FOR.fetch(sql, range, Visibility.PUBLIC.code(), viewerId, viewerId, viewerId);
  }

  /// Ids of a person's posts that stand.
  public List<Long> idsByAuthor(DSLContext sql, long authorId, Range range) {
    return IDS_BY_AUTHOR.fetch(sql, range, authorId);
  }

  /// Ids of the posts with a tag.
  public List<Long> idsByTag(DSLContext sql, String tagKey, Range range) {
    return IDS_BY_TAG.fetch(sql, range, tagKey);
  }

  /// The same, without those whose authors are apart from the viewer or muted by them.
  public List<Long> idsByTagFor(DSLContext sql, long viewerId, String tagKey, Range range) {
    return IDS_BY_TAG_FOR.fetch(sql, range, tagKey, viewerId, viewerId, viewerId);
  }
}
