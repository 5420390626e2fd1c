package dev.microblog.platform.job;

import static dev.microblog.schema.Tables.OUTBOX;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.id.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// The rows of the outbox: all its SQL.
final class OutboxRows {
  static final Duration CLAIM = Duration.ofSeconds(60);

  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final Duration LAST_RETRY = Duration.ofHours(1);

  /// Some five hours: what fails for longer is not waiting for anything.
  static final int ATTEMPTS = 16;

  private final Database database;
  private final Ids ids;
  private final InstantSource clock;
  private final Failures failures;

  OutboxRows(Database database, Ids ids, InstantSource clock) {
    this.database = database;
    this.ids = ids;
    this.clock = clock;
    this.failures = new Failures(database, clock);
  }

  void add(Transaction transaction, String consumer, String kind, Collection<Long> subjects) {
    if (!subjects.isEmpty()) {
      long now = clock.millis();
      transaction
          .sql()
          .insertInto(
              OUTBOX, OUTBOX.ID, OUTBOX.CONSUMER, OUTBOX.KIND, OUTBOX.SUBJECT_ID, OUTBOX.DUE_AT)
          .valuesOfRows(
              subjects.stream()
                  .map(subject -> DSL.row(ids.next(), consumer, kind, subject, now))
                  .toList())
          .execute();
    }
  }

  int due() {
    return database.read(sql -> sql.fetchCount(OUTBOX, OUTBOX.DUE_AT.le(clock.millis())));
  }

  static Outbox.Backlog backlog(Database database, String consumer, InstantSource clock) {
    return database.read(
        sql ->
            sql.select(DSL.count(), DSL.min(OUTBOX.ID))
                .from(OUTBOX)
                .where(OUTBOX.CONSUMER.eq(consumer))
                .fetchSingle(
                    row ->
                        new Outbox.Backlog(
                            row.value1(),
                            row.value2() == null
                                ? Duration.ZERO
                                : since(Ids.millis(row.value2()), clock))));
  }

  /// The same of the rows that are due first.
  static Outbox.Backlog glance(Database database, String consumer, int most, InstantSource clock) {
    return database.read(
        sql -> {
          // Counted here: that is as cheap as a query around the query.
          List<Long> ids =
              sql.select(OUTBOX.ID)
                  .from(OUTBOX)
                  .where(OUTBOX.CONSUMER.eq(consumer))
                  .orderBy(OUTBOX.DUE_AT, OUTBOX.ID)
                  .limit(most)
                  .fetch(OUTBOX.ID);
          return new Outbox.Backlog(
              ids.size(),
              ids.isEmpty() ? Duration.ZERO : since(Ids.millis(Collections.min(ids)), clock));
        });
  }

  /// Each name is the first in the index after the one before: what waits for a name, however much,
  /// is passed over.
  static List<String> workers(Database database) {
    return database.read(
        sql -> {
          List<String> names = new ArrayList<>();
          @Nullable String last = "";
          while (last != null) {
            last =
                sql.select(DSL.min(OUTBOX.CONSUMER))
                    .from(OUTBOX)
                    .where(OUTBOX.CONSUMER.gt(last))
                    .fetchOne(0, String.class);
            if (last != null) {
              names.add(last);
            }
          }
          return names;
        });
  }

  private static Duration since(long millis, InstantSource clock) {
    return Duration.ofMillis(Math.max(0, clock.millis() - millis));
  }

  List<Outbox.Item> claim(String consumer, int most) {
    long now = clock.millis();
    List<Long> due =
        database.read(
            sql ->
                sql.select(OUTBOX.ID)
                    .from(OUTBOX)
                    .where(OUTBOX.CONSUMER.eq(consumer))
                    .and(OUTBOX.DUE_AT.le(now))
                    .orderBy(OUTBOX.DUE_AT, OUTBOX.ID)
                    .limit(most)
                    .fetch(OUTBOX.ID));
    if (due.isEmpty()) {
      return List.of();
    }
    String claimant = UUID.randomUUID().toString();
    return database.write(
        transaction -> {
          // due_at moves past now with the claim, so that of two claimers one changes no row.
          transaction
              .sql()
              .update(OUTBOX)
              .set(OUTBOX.CLAIMED_BY, claimant)
              .set(OUTBOX.DUE_AT, now + CLAIM.toMillis())
              .where(OUTBOX.ID.in(due))
              .and(OUTBOX.DUE_AT.le(now))
              .execute();
          return transaction
              .sql()
              .select(OUTBOX.ID, OUTBOX.KIND, OUTBOX.SUBJECT_ID, OUTBOX.PROGRESS)
              .from(OUTBOX)
              .where(OUTBOX.ID.in(due))
              .and(OUTBOX.CLAIMED_BY.eq(claimant))
              .orderBy(OUTBOX.ID)
              .fetch(OutboxRows::item);
        });
  }

  private static Outbox.Item item(Record row) {
    return new Outbox.Item(
        row.get(OUTBOX.ID),
        row.get(OUTBOX.KIND),
        row.get(OUTBOX.SUBJECT_ID),
        row.get(OUTBOX.PROGRESS));
  }

  void finish(Transaction transaction, Collection<Long> items) {
    if (!items.isEmpty()) {
      transaction.sql().deleteFrom(OUTBOX).where(OUTBOX.ID.in(items)).execute();
    }
  }

  void advance(Transaction transaction, long item, long progress) {
    transaction
        .sql()
        .update(OUTBOX)
        .set(OUTBOX.PROGRESS, progress)
        .set(OUTBOX.DUE_AT, clock.millis() + CLAIM.toMillis())
        .where(OUTBOX.ID.eq(item))
        .execute();
  }

  /// Gives claimed items back as they were.
  void release(Transaction transaction, Collection<Long> items) {
    transaction
        .sql()
        .update(OUTBOX)
        .set(OUTBOX.DUE_AT, clock.millis())
        .where(OUTBOX.ID.in(items))
        .execute();
  }

  /// Leaves an item that failed for later, each time for longer; after the last time it is given
  /// up.
  ///
  /// @param error why; null if it was refused without one
  /// @return whether it is given up
  boolean postpone(Transaction transaction, long item, @Nullable Throwable error) {
    Integer attempts =
        transaction
            .sql()
            .select(OUTBOX.ATTEMPTS)
            .from(OUTBOX)
            .where(OUTBOX.ID.eq(item))
            .fetchOne(OUTBOX.ATTEMPTS);
    int tried = attempts == null ? 0 : attempts;
    if (tried + 1 >= ATTEMPTS) {
      failures.add(transaction, item, tried + 1, error);
      return true;
    }
    long wait = Math.min(LAST_RETRY.toMillis(), FIRST_RETRY.toMillis() << Math.min(tried, 12));
    // What failed at the same time should not come back at the same time.
    long scattered = ThreadLocalRandom.current().nextLong(wait * 3 / 4, wait + 1);
    transaction
        .sql()
        .update(OUTBOX)
        .set(OUTBOX.ATTEMPTS, tried + 1)
        .set(OUTBOX.DUE_AT, clock.millis() + scattered)
        .where(OUTBOX.ID.eq(item))
        .execute();
    return false;
  }
}
