package dev.microblog.post;

import static dev.microblog.schema.Tables.POST;
import static dev.microblog.schema.Tables.POST_MENTION;
import static dev.microblog.schema.Tables.POST_TAG;

import java.util.List;
import org.jooq.DSLContext;

/// Removes what is left of somebody who is gone, some at a time.
final class PostRemovalStore {
  /// Removes some posts of an author, those that stand and the marks of others, without a trace.
  ///
  /// @return how many were removed; 0 if none is left
  int remove(DSLContext sql, long authorId, int most) {
    List<Long> ids =
        sql.select(POST.ID)
            .from(POST)
            .where(POST.AUTHOR_ID.eq(authorId))
            .limit(most)
            .fetch(POST.ID);
    if (!ids.isEmpty()) {
      sql.deleteFrom(POST_TAG).where(POST_TAG.POST_ID.in(ids)).execute();
      sql.deleteFrom(POST_MENTION).where(POST_MENTION.POST_ID.in(ids)).execute();
      sql.deleteFrom(POST).where(POST.ID.in(ids)).execute();
    }
    return ids.size();
  }

  /// Makes some mentions of a person plain words.
  ///
  /// @return how many; 0 if none is left
  int removeMentions(DSLContext sql, long accountId, int most) {
    List<Long> posts =
        sql.select(POST_MENTION.POST_ID)
            .from(POST_MENTION)
            .where(POST_MENTION.ACCOUNT_ID.eq(accountId))
            .limit(most)
            .fetch(POST_MENTION.POST_ID);
    return posts.isEmpty()
        ? 0
        : sql.deleteFrom(POST_MENTION)
            .where(POST_MENTION.ACCOUNT_ID.eq(accountId))
            .and(POST_MENTION.POST_ID.in(posts))
            .execute();
  }
}
