package dev.microblog.timeline;

import static dev.microblog.schema.Tables.ACCOUNT;
import static dev.microblog.schema.Tables.FOLLOW;
import static dev.microblog.schema.Tables.HOME;
import static dev.microblog.schema.Tables.HOME_ENTRY;
import static dev.microblog.schema.Tables.MUTE;
import static dev.microblog.schema.Tables.POST;

import dev.microblog.platform.db.Kept;
import dev.microblog.platform.db.KeptIds;
import dev.microblog.platform.db.Range;
import dev.microblog.timeline.HomeStore.Author;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Record2;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Reading the home lists, and who is followed as they see it. Who mutes nobody is asked nothing
/// about it: each question has a form for those who do.
final class HomeReadStore {
  private static final Kept<Long> FLOOR =
      new Kept<>(
          () ->
              DSL.select(HOME.FLOOR_ID)
                  .from(HOME)
                  .where(HOME.ACCOUNT_ID.eq(Kept.value(HOME.ACCOUNT_ID)))
                  .and(HOME.FILLED_AT.isNotNull()),
          row -> row.getLong(1));

  private static final KeptIds ENTRIES = new KeptIds(HOME_ENTRY.POST_ID, HomeReadStore::listed);

  private static final KeptIds ENTRIES_FOR =
      new KeptIds(
          HOME_ENTRY.POST_ID,
          () -> listed().and(notMuted(HOME_ENTRY.AUTHOR_ID, Kept.value(MUTE.MUTER_ID))));

  private static final Kept<Author> MERGED =
      new Kept<>(
          () -> merged().limit(Kept.count()), row -> new Author(row.getLong(1), row.getLong(2)));

  private static final Kept<Author> MERGED_FOR =
      new Kept<>(
          () ->
              merged()
                  .and(notMuted(FOLLOW.FOLLOWEE_ID, Kept.value(MUTE.MUTER_ID)))
                  .limit(Kept.count()),
          row -> new Author(row.getLong(1), row.getLong(2)));

  private static SelectConditionStep<Record1<Long>> listed() {
    return DSL.select(HOME_ENTRY.POST_ID)
        .from(HOME_ENTRY)
        .where(HOME_ENTRY.ACCOUNT_ID.eq(Kept.value(HOME_ENTRY.ACCOUNT_ID)))
        .and(
            HOME_ENTRY
                .AUTHOR_ID
                .eq(Kept.value(HOME_ENTRY.AUTHOR_ID))
                .or(
                    DSL.exists(
                        DSL.selectOne()
                            .from(FOLLOW)
                            .where(FOLLOW.FOLLOWER_ID.eq(Kept.value(FOLLOW.FOLLOWER_ID)))
                            .and(FOLLOW.FOLLOWEE_ID.eq(HOME_ENTRY.AUTHOR_ID)))))
        .and(
            DSL.exists(
                DSL.selectOne()
                    .from(POST)
                    .where(POST.ID.eq(HOME_ENTRY.POST_ID))
                    .and(POST.DELETED_AT.eq(DSL.inline(0L)))));
  }

  private static SelectConditionStep<Record2<Long, Long>> merged() {
    return DSL.select(FOLLOW.FOLLOWEE_ID, ACCOUNT.LAST_POST_ID)
        .from(FOLLOW)
        .join(ACCOUNT)
        .on(ACCOUNT.ID.eq(FOLLOW.FOLLOWEE_ID))
        .where(FOLLOW.FOLLOWER_ID.eq(Kept.value(FOLLOW.FOLLOWER_ID)))
        .and(FOLLOW.MERGED.eq(DSL.inline(1)));
  }

  private static Condition notMuted(Field<Long> author, Field<Long> reader) {
    return DSL.notExists(
        DSL.selectOne().from(MUTE).where(MUTE.MUTER_ID.eq(reader)).and(MUTE.MUTED_ID.eq(author)));
  }

  /// From which post on the account's list is complete; null if there is no list, or it is being
  /// filled.
  @Nullable Long floor(DSLContext sql, long accountId) {
    return FLOOR.fetchOne(sql, accountId);
  }

  /// Ids of the account's list, leaving out deleted posts, and authors who are neither followed nor
  /// oneself. Asked again here, because a follow may have ended while a post was on its way into
  /// the list.
  ///
  /// @param muting whether to leave out whom the account mutes
  List<Long> entries(DSLContext sql, long accountId, boolean muting, Range range) {
    return muting
        ? ENTRIES_FOR.fetch(sql, range, accountId, accountId, accountId, accountId)
        : ENTRIES.fetch(sql, range, accountId, accountId, accountId);
  }

  /// The followed authors whose posts are merged in on reading.
  ///
  /// @param muting whether to leave out whom the account mutes
  List<Author> mergedAuthors(DSLContext sql, long accountId, boolean muting) {
    return muting
        ? MERGED_FOR.fetch(sql, accountId, accountId, HomeStore.MOST_MERGED)
        : MERGED.fetch(sql, accountId, HomeStore.MOST_MERGED);
  }

  /// Everybody followed, the latest to post first.
  ///
  /// @param muting whether to leave out whom the account mutes
  List<Author> followedAuthors(DSLContext sql, long accountId, boolean muting) {
    return HomeStore.authors(
        sql,
        accountId,
        muting ? notMuted(FOLLOW.FOLLOWEE_ID, DSL.val(accountId)) : DSL.noCondition());
  }

  /// Ids of the posts of any of these authors, all of them within the range.
  List<Long> idsByAuthors(DSLContext sql, Collection<Long> authors, Range range) {
    return sql.select(POST.ID)
        .from(POST)
        .where(POST.AUTHOR_ID.in(authors))
        .and(POST.DELETED_AT.eq(0L))
        .and(range.condition(POST.ID))
        .orderBy(range.order(POST.ID))
        .limit(DSL.inline(range.count()))
        .fetch(POST.ID);
  }
}
