package dev.microblog.post;

import static dev.microblog.schema.Tables.POST;
import static dev.microblog.schema.Tables.POST_MENTION;
import static dev.microblog.schema.Tables.POST_TAG;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;

/// All SQL of posts that come in many at once.
final class PostIntakeStore {
  /// Of these values each one is part of a statement, and databases bound their number.
  private static final int MOST_LINKS = 2_000;

  record Tag(String key, long postId) {}

  record Mention(long postId, String nameKey, long accountId) {}

  Set<Long> taken(DSLContext sql, Collection<Long> ids) {
    return sql.select(POST.ID).from(POST).where(POST.ID.in(ids)).fetchSet(POST.ID);
  }

  void insert(DSLContext sql, List<PostIntake.Draft> drafts, List<Long> ids) {
    var insert =
        sql.insertInto(
            POST,
            POST.ID,
            POST.AUTHOR_ID,
            POST.BODY,
            POST.LANGUAGE,
            POST.VISIBILITY,
            POST.CREATED_AT);
    for (int i = 0; i < drafts.size(); i++) {
      PostIntake.Draft each = drafts.get(i);
      insert =
          insert.values(
              ids.get(i),
              each.authorId(),
              each.body(),
              each.language(),
              Visibility.PUBLIC.code(),
              each.createdAt());
    }
    insert.execute();
  }

  void tag(DSLContext sql, List<Tag> tags) {
    for (int from = 0; from < tags.size(); from += MOST_LINKS) {
      var insert = sql.insertInto(POST_TAG, POST_TAG.TAG_KEY, POST_TAG.POST_ID);
      for (Tag each : tags.subList(from, Math.min(tags.size(), from + MOST_LINKS))) {
        insert = insert.values(each.key(), each.postId());
      }
      insert.execute();
    }
  }

  void mention(DSLContext sql, List<Mention> mentions) {
    for (int from = 0; from < mentions.size(); from += MOST_LINKS) {
      var insert =
          sql.insertInto(
              POST_MENTION, POST_MENTION.POST_ID, POST_MENTION.NAME_KEY, POST_MENTION.ACCOUNT_ID);
      for (Mention each : mentions.subList(from, Math.min(mentions.size(), from + MOST_LINKS))) {
        insert = insert.values(each.postId(), each.nameKey(), each.accountId());
      }
      insert.execute();
    }
  }
}
