package dev.microblog.platform.job;

import static dev.microblog.schema.Tables.OUTBOX;
import static dev.microblog.schema.Tables.OUTBOX_FAILURE;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.ForUpdate;
import dev.microblog.platform.db.Transaction;
import java.time.InstantSource;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// What the outbox has given up: it failed so often that only a person can help. Nothing of it is
/// lost: once the reason is gone it is given back to the outbox and goes on where it stopped. All
/// SQL of it is here.
public final class Failures {
  /// Something that was given up.
  ///
  /// @param id of its row
  /// @param worker whose it is
  /// @param kind says what, within the worker
  /// @param subject the id of what it is about
  /// @param attempts how often it was tried
  /// @param failedAt when it failed last, in epoch milliseconds
  /// @param reason the error, for the operator alone
  public record Failure(
      long id,
      String worker,
      String kind,
      long subject,
      int attempts,
      long failedAt,
      String reason) {}

  private static final int LONGEST_REASON = 300;
  private static final int CHUNK = 500;

  private final Database database;
  private final InstantSource clock;

  public Failures(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// How many there are.
  public int count() {
    return database.read(sql -> sql.fetchCount(OUTBOX_FAILURE));
  }

  /// The oldest of them.
  public List<Failure> list(int most) {
    return database.read(
        sql ->
            sql.selectFrom(OUTBOX_FAILURE)
                .orderBy(OUTBOX_FAILURE.ID)
                .limit(most)
                .fetch(
                    row ->
                        new Failure(
                            row.get(OUTBOX_FAILURE.ID),
                            row.get(OUTBOX_FAILURE.CONSUMER),
                            row.get(OUTBOX_FAILURE.KIND),
                            row.get(OUTBOX_FAILURE.SUBJECT_ID),
                            row.get(OUTBOX_FAILURE.ATTEMPTS),
                            row.get(OUTBOX_FAILURE.FAILED_AT),
                            row.get(OUTBOX_FAILURE.REASON))));
  }

  /// Gives one back to the outbox, as if it had never failed.
  ///
  /// @return false if there is none with this id
  public boolean retry(long id) {
    return database.write(transaction -> giveBack(transaction.sql(), List.of(id)) > 0);
  }

  /// Gives all back.
  ///
  /// @return how many
  public int retryAll() {
    int all = 0;
    int moved;
    do {
      moved =
          database.write(
              transaction -> {
                DSLContext sql = transaction.sql();
                return giveBack(
                    sql,
                    sql.select(OUTBOX_FAILURE.ID)
                        .from(OUTBOX_FAILURE)
                        .orderBy(OUTBOX_FAILURE.ID)
                        .limit(CHUNK)
                        .fetch(OUTBOX_FAILURE.ID));
              });
      all += moved;
    } while (moved > 0);
    return all;
  }

  private int giveBack(DSLContext sql, List<Long> ids) {
    if (ids.isEmpty()) {
      return 0;
    }
    // Of two who give the same back one finds nothing.
    var found =
        sql.select(OUTBOX_FAILURE.ID)
            .from(OUTBOX_FAILURE)
            .where(OUTBOX_FAILURE.ID.in(ids))
            .orderBy(OUTBOX_FAILURE.ID);
    List<Long> locked = ForUpdate.of(sql, found).fetch(OUTBOX_FAILURE.ID);
    if (locked.isEmpty()) {
      return 0;
    }
    sql.insertInto(
            OUTBOX,
            OUTBOX.ID,
            OUTBOX.CONSUMER,
            OUTBOX.KIND,
            OUTBOX.SUBJECT_ID,
            OUTBOX.PROGRESS,
            OUTBOX.DUE_AT)
        .select(
            DSL.select(
                    OUTBOX_FAILURE.ID,
                    OUTBOX_FAILURE.CONSUMER,
                    OUTBOX_FAILURE.KIND,
                    OUTBOX_FAILURE.SUBJECT_ID,
                    OUTBOX_FAILURE.PROGRESS,
                    DSL.inline(clock.millis()))
                .from(OUTBOX_FAILURE)
                .where(OUTBOX_FAILURE.ID.in(locked)))
        .execute();
    return sql.deleteFrom(OUTBOX_FAILURE).where(OUTBOX_FAILURE.ID.in(locked)).execute();
  }

  /// Takes an item out of the outbox for good.
  void add(Transaction transaction, long item, int attempts, @Nullable Throwable error) {
    transaction
        .sql()
        .insertInto(
            OUTBOX_FAILURE,
            OUTBOX_FAILURE.ID,
            OUTBOX_FAILURE.CONSUMER,
            OUTBOX_FAILURE.KIND,
            OUTBOX_FAILURE.SUBJECT_ID,
            OUTBOX_FAILURE.PROGRESS,
            OUTBOX_FAILURE.ATTEMPTS,
            OUTBOX_FAILURE.FAILED_AT,
            OUTBOX_FAILURE.REASON)
        .select(
            DSL.select(
                    OUTBOX.ID,
                    OUTBOX.CONSUMER,
                    OUTBOX.KIND,
                    OUTBOX.SUBJECT_ID,
                    OUTBOX.PROGRESS,
                    DSL.inline(attempts),
                    DSL.inline(clock.millis()),
                    DSL.val(reason(error)))
                .from(OUTBOX)
                .where(OUTBOX.ID.eq(item)))
        .execute();
    transaction.sql().deleteFrom(OUTBOX).where(OUTBOX.ID.eq(item)).execute();
  }

  private static String reason(@Nullable Throwable error) {
    if (error == null) {
      return "refused";
    }
    String line = error.toString().replaceAll("\\p{C}+", " ");
    return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) : line;
  }
}
