package dev.microblog.audit;

import static dev.microblog.schema.Tables.AUDIT_ENTRY;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// All SQL of the book. No statement changes or deletes.
final class AuditStore {
  void insert(DSLContext sql, Entry entry) {
    sql.insertInto(AUDIT_ENTRY)
        .set(AUDIT_ENTRY.ID, entry.id())
        .set(AUDIT_ENTRY.ACTOR_ID, entry.actorId())
        .set(AUDIT_ENTRY.DEED, entry.deed().name())
        .set(AUDIT_ENTRY.ACCOUNT_ID, entry.accountId())
        .set(AUDIT_ENTRY.POST_ID, entry.postId())
        .set(AUDIT_ENTRY.REASON, entry.reason())
        .set(AUDIT_ENTRY.DETAIL, entry.detail())
        .set(AUDIT_ENTRY.CREATED_AT, entry.createdAt())
        .execute();
  }

  /// The latest entries, the newest first.
  ///
  /// @param accountId about whom; null for all
  /// @param before an id that only older ones are wanted of; null for the newest
  List<Entry> latest(DSLContext sql, @Nullable Long accountId, @Nullable Long before, int most) {
    Condition about = accountId == null ? DSL.noCondition() : AUDIT_ENTRY.ACCOUNT_ID.eq(accountId);
    return sql.selectFrom(AUDIT_ENTRY)
        .where(about)
        .and(before == null ? DSL.noCondition() : AUDIT_ENTRY.ID.lt(before))
        .orderBy(AUDIT_ENTRY.ID.desc())
        .limit(most)
        .fetch(
            row ->
                new Entry(
                    row.get(AUDIT_ENTRY.ID),
                    row.get(AUDIT_ENTRY.ACTOR_ID),
                    Deed.of(row.get(AUDIT_ENTRY.DEED)),
                    row.get(AUDIT_ENTRY.ACCOUNT_ID),
                    row.get(AUDIT_ENTRY.POST_ID),
                    row.get(AUDIT_ENTRY.REASON),
                    row.get(AUDIT_ENTRY.DETAIL),
                    row.get(AUDIT_ENTRY.CREATED_AT)));
  }
}
