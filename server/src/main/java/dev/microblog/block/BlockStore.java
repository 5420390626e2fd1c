package dev.microblog.block;

import static dev.microblog.schema.Tables.BLOCK;

import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Kept;
import dev.microblog.platform.db.Range;
import dev.microblog.platform.db.Upsert;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/// All SQL of blocks. Two people are apart where either has blocked the other: what a block keeps
/// from one it keeps from both.
public final class BlockStore {
  /// Somebody who is blocked.
  ///
  /// @param blockId the cursor of the list
  public record Entry(long blockId, long accountId) {}

  private static final Kept<Long> PAIR =
      new Kept<>(
          () ->
              DSL.select(BLOCK.ID)
                  .from(BLOCK)
                  .where(BLOCK.BLOCKER_ID.eq(Kept.value(BLOCK.BLOCKER_ID)))
                  .and(BLOCK.BLOCKED_ID.eq(Kept.value(BLOCK.BLOCKED_ID))),
          row -> row.getLong(1));

  private static final Kept<Long> BLOCKED =
      new Kept<>(
          () ->
              DSL.select(BLOCK.BLOCKED_ID)
                  .from(BLOCK)
                  .where(BLOCK.BLOCKER_ID.eq(Kept.value(BLOCK.BLOCKER_ID)))
                  .and(Kept.oneOf(BLOCK.BLOCKED_ID)),
          row -> row.getLong(1));

  private static final Kept<Long> BLOCKERS =
      new Kept<>(
          () ->
              DSL.select(BLOCK.BLOCKER_ID)
                  .from(BLOCK)
                  .where(BLOCK.BLOCKED_ID.eq(Kept.value(BLOCK.BLOCKED_ID)))
                  .and(Kept.oneOf(BLOCK.BLOCKER_ID)),
          row -> row.getLong(1));

  private static final Kept<Long> FIRST_BLOCKED =
      new Kept<>(
          () ->
              DSL.select(BLOCK.BLOCKED_ID)
                  .from(BLOCK)
                  .where(BLOCK.BLOCKER_ID.eq(Kept.value(BLOCK.BLOCKER_ID)))
                  .limit(Kept.count()),
          row -> row.getLong(1));

  private static final Kept<Long> FIRST_BLOCKERS =
      new Kept<>(
          () ->
              DSL.select(BLOCK.BLOCKER_ID)
                  .from(BLOCK)
                  .where(BLOCK.BLOCKED_ID.eq(Kept.value(BLOCK.BLOCKED_ID)))
                  .limit(Kept.count()),
          row -> row.getLong(1));

  /// Adds a block.
  ///
  /// @return false if it was there already
  boolean insert(DSLContext sql, long id, long blockerId, long blockedId, long createdAt) {
    Map<Field<?>, Object> row =
        Map.of(
            BLOCK.ID, id,
            BLOCK.BLOCKER_ID, blockerId,
            BLOCK.BLOCKED_ID, blockedId,
            BLOCK.CREATED_AT, createdAt);
    return Upsert.insertIfAbsent(sql, BLOCK, row);
  }

  /// Removes a block.
  ///
  /// @return false if there was none
  boolean delete(DSLContext sql, long blockerId, long blockedId) {
    return sql.deleteFrom(BLOCK)
            .where(BLOCK.BLOCKER_ID.eq(blockerId))
            .and(BLOCK.BLOCKED_ID.eq(blockedId))
            .execute()
        == 1;
  }

  /// How many people somebody blocks; as many are read, so for a rare question only.
  int count(DSLContext sql, long blockerId) {
    return sql.fetchCount(BLOCK, BLOCK.BLOCKER_ID.eq(blockerId));
  }

  /// Whether one has blocked the other.
  public boolean exists(DSLContext sql, long blockerId, long blockedId) {
    return PAIR.fetchOne(sql, blockerId, blockedId) != null;
  }

  /// Whom somebody blocks of these accounts.
  public Set<Long> blockedAmong(DSLContext sql, long blockerId, Collection<Long> others) {
    return Set.copyOf(BLOCKED.fetchAll(sql, others, blockerId));
  }

  /// Who of these accounts blocks somebody.
  public Set<Long> blockersAmong(DSLContext sql, long blockedId, Collection<Long> others) {
    return Set.copyOf(BLOCKERS.fetchAll(sql, others, blockedId));
  }

  /// Whether two people are apart.
  public boolean apart(DSLContext sql, long one, long other) {
    return exists(sql, one, other) || exists(sql, other, one);
  }

  /// Of these accounts those that are apart from somebody; of nobody none is.
  public Set<Long> apartAmong(DSLContext sql, long accountId, Collection<Long> others) {
    if (accountId == Viewer.NOBODY.id()) {
      return Set.of();
    }
    List<Long> all = others.stream().distinct().filter(other -> other != accountId).toList();
    Set<Long> apart = new HashSet<>(blockedAmong(sql, accountId, all));
    apart.addAll(blockersAmong(sql, accountId, all));
    return apart;
  }

  /// Some of those that are apart from somebody, in no order.
  ///
  /// @param most how many of each side
  public Set<Long> someApart(DSLContext sql, long accountId, int most) {
    Set<Long> apart = new HashSet<>(FIRST_BLOCKED.fetch(sql, accountId, most));
    apart.addAll(FIRST_BLOCKERS.fetch(sql, accountId, most));
    return apart;
  }

  /// Whom somebody blocks, the latest first.
  public List<Entry> blocked(DSLContext sql, long blockerId, Range range) {
    return sql.select(BLOCK.ID, BLOCK.BLOCKED_ID)
        .from(BLOCK)
        .where(BLOCK.BLOCKER_ID.eq(blockerId))
        .and(range.condition(BLOCK.ID))
        .orderBy(range.order(BLOCK.ID))
        .limit(DSL.inline(range.count()))
        .fetch(row -> new Entry(row.value1(), row.value2()));
  }

  /// Removes some blocks of and by an account.
  ///
  /// @return how many; 0 if none is left
  int remove(DSLContext sql, long accountId, int most) {
    List<Long> ids =
        sql.select(BLOCK.ID)
            .from(BLOCK)
            .where(BLOCK.BLOCKER_ID.eq(accountId))
            .limit(most)
            .fetch(BLOCK.ID);
    if (ids.isEmpty()) {
      ids =
          sql.select(BLOCK.ID)
              .from(BLOCK)
              .where(BLOCK.BLOCKED_ID.eq(accountId))
              .limit(most)
              .fetch(BLOCK.ID);
    }
    return ids.isEmpty() ? 0 : sql.deleteFrom(BLOCK).where(BLOCK.ID.in(ids)).execute();
  }
}
