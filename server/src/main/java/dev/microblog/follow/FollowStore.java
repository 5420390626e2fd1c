package dev.microblog.follow;

import static dev.microblog.schema.Tables.FOLLOW;

import dev.microblog.platform.db.Kept;
import dev.microblog.platform.db.KeptList;
import dev.microblog.platform.db.Range;
import dev.microblog.platform.db.Upsert;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/// All SQL of follows.
public final class FollowStore {
  /// One end of a follow.
  ///
  /// @param followId the cursor of the list
  /// @param accountId who is at that end
  public record End(long followId, long accountId) {}

  private static final Kept<Long> PAIR =
      new Kept<>(
          () ->
              DSL.select(FOLLOW.ID)
                  .from(FOLLOW)
                  .where(FOLLOW.FOLLOWER_ID.eq(Kept.value(FOLLOW.FOLLOWER_ID)))
                  .and(FOLLOW.FOLLOWEE_ID.eq(Kept.value(FOLLOW.FOLLOWEE_ID))),
          row -> row.getLong(1));

  private static final Kept<Long> FOLLOWED =
      new Kept<>(
          () ->
              DSL.select(FOLLOW.FOLLOWEE_ID)
                  .from(FOLLOW)
                  .where(FOLLOW.FOLLOWER_ID.eq(Kept.value(FOLLOW.FOLLOWER_ID)))
                  .and(Kept.oneOf(FOLLOW.FOLLOWEE_ID)),
          row -> row.getLong(1));

  private static final KeptList<End> FOLLOWERS = ends(FOLLOW.FOLLOWEE_ID, FOLLOW.FOLLOWER_ID);
  private static final KeptList<End> FOLLOWING = ends(FOLLOW.FOLLOWER_ID, FOLLOW.FOLLOWEE_ID);

  private static KeptList<End> ends(
      TableField<Record, Long> whose, TableField<Record, Long> other) {
    return new KeptList<>(
        FOLLOW.ID,
        () -> DSL.select(FOLLOW.ID, other).from(FOLLOW).where(whose.eq(Kept.value(whose))),
        row -> new End(row.getLong(1), row.getLong(2)));
  }

  /// Adds a follow.
  ///
  /// @param merged whether the posts are merged in on reading (see `home_entry`)
  /// @return false if it was there already
  public boolean insert(
      DSLContext sql, long id, long followerId, long followeeId, boolean merged, long createdAt) {
    Map<Field<?>, Object> row =
        Map.of(
            FOLLOW.ID, id,
            FOLLOW.FOLLOWER_ID, followerId,
            FOLLOW.FOLLOWEE_ID, followeeId,
            FOLLOW.MERGED, merged ? 1 : 0,
            FOLLOW.CREATED_AT, createdAt);
    return Upsert.insertIfAbsent(sql, FOLLOW, row);
  }

  /// Adds follows, none of which stands.
  void insert(DSLContext sql, List<FollowIntake.Pair> pairs, LongSupplier ids, long createdAt) {
    var insert =
        sql.insertInto(
            FOLLOW,
            FOLLOW.ID,
            FOLLOW.FOLLOWER_ID,
            FOLLOW.FOLLOWEE_ID,
            FOLLOW.MERGED,
            FOLLOW.CREATED_AT);
    for (FollowIntake.Pair pair : pairs) {
      insert = insert.values(ids.getAsLong(), pair.followerId(), pair.followeeId(), 0, createdAt);
    }
    insert.execute();
  }

  /// Which of these follows stand, and others between the same people.
  Set<FollowIntake.Pair> among(DSLContext sql, List<FollowIntake.Pair> pairs) {
    return new HashSet<>(
        sql.select(FOLLOW.FOLLOWER_ID, FOLLOW.FOLLOWEE_ID)
            .from(FOLLOW)
            .where(FOLLOW.FOLLOWER_ID.in(ends(pairs, FollowIntake.Pair::followerId)))
            .and(FOLLOW.FOLLOWEE_ID.in(ends(pairs, FollowIntake.Pair::followeeId)))
            .fetch(row -> new FollowIntake.Pair(row.value1(), row.value2())));
  }

  private static Set<Long> ends(
      List<FollowIntake.Pair> pairs, Function<FollowIntake.Pair, Long> end) {
    return pairs.stream().map(end).collect(Collectors.toSet());
  }

  /// Removes a follow.
  ///
  /// @return false if there was none
  boolean delete(DSLContext sql, long followerId, long followeeId) {
    return sql.deleteFrom(FOLLOW).where(pair(followerId, followeeId)).execute() == 1;
  }

  /// Whether one follows the other.
  public boolean exists(DSLContext sql, long followerId, long followeeId) {
    return PAIR.fetchOne(sql, followerId, followeeId) != null;
  }

  /// Which of these accounts somebody follows.
  public Set<Long> followedAmong(DSLContext sql, long followerId, Collection<Long> accounts) {
    return Set.copyOf(FOLLOWED.fetchAll(sql, accounts, followerId));
  }

  /// Who follows an account.
  public List<End> followers(DSLContext sql, long accountId, Range range) {
    return FOLLOWERS.fetch(sql, range, accountId);
  }

  /// Whom an account follows.
  public List<End> following(DSLContext sql, long accountId, Range range) {
    return FOLLOWING.fetch(sql, range, accountId);
  }

  private static Condition pair(long followerId, long followeeId) {
    return FOLLOW.FOLLOWER_ID.eq(followerId).and(FOLLOW.FOLLOWEE_ID.eq(followeeId));
  }
}
