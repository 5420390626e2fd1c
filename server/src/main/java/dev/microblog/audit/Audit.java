package dev.microblog.audit;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.id.Ids;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The book of what was done for the site. There is nothing here that changes or deletes an entry.
public final class Audit {
  /// Who acts at the command line. No account has this id.
  public static final long COMMAND_LINE = 0;

  /// Longest reason, in characters.
  public static final int REASON_MAX = 1000;

  private static final int DETAIL_MAX = 1000;

  private final Database database;
  private final AuditStore store = new AuditStore();
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
    String cut = detail.length() > DETAIL_MAX ? detail.substring(0, DETAIL_MAX) : detail;
    store.insert(
        transaction.sql(),
        new Entry(ids.next(), actorId, deed, accountId, postId, reason, cut, clock.millis()));
  }

  /// The latest entries, the newest first.
  ///
  /// @param before an id that only older ones are wanted of; null for the newest
  public List<Entry> latest(@Nullable Long before, int most) {
    return database.read(sql -> store.latest(sql, null, before, most));
  }

  /// The latest entries about an account.
  public List<Entry> about(long accountId, @Nullable Long before, int most) {
    return database.read(sql -> store.latest(sql, accountId, before, most));
  }
}
