package dev.microblog.post;

import static dev.microblog.schema.Tables.POST;

import dev.microblog.platform.db.Range;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/// The SQL by which posts that come from elsewhere are told from those that are there.
final class OldPostStore {
  /// Whether this is a post of the author from that moment, be it deleted since or not.
  boolean isOf(DSLContext sql, long id, long authorId, long createdAt) {
    return sql.fetchExists(
        POST, POST.ID.eq(id), POST.AUTHOR_ID.eq(authorId), POST.CREATED_AT.eq(createdAt));
  }

  /// Whether the author has a post of these words from that moment, with an id of about it.
  boolean hasAlike(DSLContext sql, long authorId, String body, long createdAt, Range about) {
    return sql.select(POST.BODY)
        .from(POST)
        .where(POST.AUTHOR_ID.eq(authorId))
        .and(POST.DELETED_AT.eq(0L))
        .and(about.condition(POST.ID))
        .and(POST.CREATED_AT.eq(createdAt))
        .orderBy(about.order(POST.ID))
        .limit(DSL.inline(about.count()))
        .fetch(POST.BODY)
        .contains(body);
  }

  /// Which ids of a stretch are in use, whosever the posts are.
  Set<Long> used(DSLContext sql, Range range) {
    return sql.select(POST.ID).from(POST).where(range.condition(POST.ID)).fetchSet(POST.ID);
  }
}
