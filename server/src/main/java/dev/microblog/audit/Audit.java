package dev.microblog.audit;

import static dev.microblog.schema.Tables.AUDIT_ENTRY;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.id.Ids;
import java.time.InstantSource;
import java.util.List;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// The book of what was done for the site. There is nothing here that changes or deletes an entry.
public final class Audit {
  /// Who acts at the command line. No account has this id.
  public static final long COMMAND_LINE = 0;

  /// Longest reason, in characters.
  public static final int REASON_MAX = 1000;

  private final Database database;
  private final Ids ids;
  private final InstantSource clock;

  public Audit(Database database, Ids ids, InstantSource clock) {
    this.database = database;
    this.ids = ids;
    this.clock = clock;
  }

  /// Notes a deed, in the transaction that does it.
  ///
  /// @param reason at most [#REASON_MAX] characters
  /// @param detail what is too long is cut
  public void note(
      Transaction transaction,
      long actorId,
      Deed deed,
      @Nullable Long accountId,
      @Nullable Long postId,
      String reason,
      String detail) {
    transaction
        .sql()
        .insertInto(AUDIT_ENTRY)
        .set(AUDIT_ENTRY.ID, ids.next())
        .set(AUDIT_ENTRY.ACTOR_ID, actorId)
        .set(AUDIT_ENTRY.DEED, deed.name())
        .set(AUDIT_ENTRY.ACCOUNT_ID, accountId)
        .set(AUDIT_ENTRY.POST_ID, postId)
        .set(AUDIT_ENTRY.REASON, reason)
        .set(AUDIT_ENTRY.DETAIL, detail.length() > 1000 ? detail.substring(0, 1000) : detail)
        .set(AUDIT_ENTRY.CREATED_AT, clock.millis())
        .execute();
  }

  /// The latest entries, the newest first.
  ///
  /// @param before an id that only older ones are wanted of; null for the newest
  public List<Entry> latest(@Nullable Long before, int most) {
    return list(DSL.noCondition(), before, most);
  }

  /// The latest entries about an account.
  public List<Entry> about(long accountId, @Nullable Long before, int most) {
    return list(AUDIT_ENTRY.ACCOUNT_ID.eq(accountId), before, most);
  }

  private List<Entry> list(Condition which, @Nullable Long before, int most) {
    return database.read(
        sql ->
            sql.selectFrom(AUDIT_ENTRY)
                .where(which)
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
                            row.get(AUDIT_ENTRY.CREATED_AT))));
  }
}
