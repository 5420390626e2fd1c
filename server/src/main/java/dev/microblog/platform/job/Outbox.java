package dev.microblog.platform.job;

import static dev.microblog.schema.Tables.OUTBOX;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.id.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jooq.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What must still follow a write: rows written in the write's transaction, worked by one
/// [Consumer] a room. A row is claimed before it is worked, and may be worked twice: after a crash,
/// or when a claim runs out.
///
/// A consumer is woken right after the commit; [#drain] by a recurring job finds what a killed
/// process left.
public final class Outbox implements AutoCloseable {
  /// One thing to do.
  ///
  /// @param id of the row
  /// @param kind says what, within the consumer
  /// @param subject the id of what it is about
  /// @param progress how far earlier steps came; 0 at first
  public record Item(long id, String kind, long subject, long progress) {}

  /// Works items in steps, each a transaction of its own.
  public interface Consumer {
    /// The name in the outbox; never changes.
    String name();

    /// Does one step. It must do no harm when done twice.
    ///
    /// @return the progress after the step, or [Outbox#DONE]
    long step(Transaction transaction, Item item);
  }

  /// The progress of an item that needs no more steps.
  public static final long DONE = -1;

  private static final Logger log = LoggerFactory.getLogger(Outbox.class);
  private static final int BATCH = 50;
  private static final Duration CLAIM = Duration.ofSeconds(60);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final Duration LAST_RETRY = Duration.ofHours(1);

  private final Database database;
  private final Ids ids;
  private final InstantSource clock;
  private final boolean wake;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final ConcurrentHashMap<String, Wakes> wakes = new ConcurrentHashMap<>();

  /// @param wake whether consumers are woken after a commit; tests step them instead
  public Outbox(Database database, Ids ids, InstantSource clock, boolean wake) {
    this.database = database;
    this.ids = ids;
    this.clock = clock;
    this.wake = wake;
  }

  /// Adds an item for the consumer; it is worked once the transaction is committed.
  public void add(Transaction transaction, Consumer consumer, String kind, long subject) {
    transaction
        .sql()
        .insertInto(OUTBOX)
        .set(OUTBOX.ID, ids.next())
        .set(OUTBOX.CONSUMER, consumer.name())
        .set(OUTBOX.KIND, kind)
        .set(OUTBOX.SUBJECT_ID, subject)
        .set(OUTBOX.DUE_AT, clock.millis())
        .execute();
    if (wake) {
      transaction.afterCommit(() -> wake(consumer));
    }
  }

  /// One drain of a consumer at a time, and one more when something came in meanwhile.
  private void wake(Consumer consumer) {
    Wakes state = wakes.computeIfAbsent(consumer.name(), _ -> new Wakes());
    if (state.begin()) {
      try {
        workers.execute(
            () -> {
              do {
                try {
                  drain(consumer);
                } catch (RuntimeException e) {
                  log.warn("Outbox of {} will be tried again", consumer.name(), e);
                }
              } while (state.again());
            });
      } catch (RejectedExecutionException e) {
        log.debug("Shutting down: the outbox of {} goes on at the next start", consumer.name());
      }
    }
  }

  /// How many items wait that could be worked now. More than a few for more than a minute mean that
  /// something is wrong.
  public int due() {
    return database.read(sql -> sql.fetchCount(OUTBOX, OUTBOX.DUE_AT.le(clock.millis())));
  }

  /// Works everything that is due for the consumer.
  ///
  /// @return how many items were finished
  public int drain(Consumer consumer) {
    int finished = 0;
    List<Item> items;
    do {
      items = claim(consumer);
      for (Item item : items) {
        finished += work(consumer, item) ? 1 : 0;
      }
    } while (items.size() == BATCH);
    return finished;
  }

  private List<Item> claim(Consumer consumer) {
    long now = clock.millis();
    List<Long> due =
        database.read(
            sql ->
                sql.select(OUTBOX.ID)
                    .from(OUTBOX)
                    .where(OUTBOX.CONSUMER.eq(consumer.name()))
                    .and(OUTBOX.DUE_AT.le(now))
                    .orderBy(OUTBOX.DUE_AT, OUTBOX.ID)
                    .limit(BATCH)
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
              .fetch(Outbox::item);
        });
  }

  private static Item item(Record row) {
    return new Item(
        row.get(OUTBOX.ID),
        row.get(OUTBOX.KIND),
        row.get(OUTBOX.SUBJECT_ID),
        row.get(OUTBOX.PROGRESS));
  }

  private boolean work(Consumer consumer, Item item) {
    try {
      Item next = item;
      while (true) {
        Item current = next;
        long progress = database.write(transaction -> step(transaction, consumer, current));
        if (progress == DONE) {
          return true;
        }
        next = new Item(item.id(), item.kind(), item.subject(), progress);
      }
    } catch (RuntimeException e) {
      log.warn(
          "{} {} of {} failed; trying again later",
          item.kind(),
          item.subject(),
          consumer.name(),
          e);
      database.write(transaction -> postpone(transaction, item));
      return false;
    }
  }

  private long step(Transaction transaction, Consumer consumer, Item item) {
    long progress = consumer.step(transaction, item);
    if (progress == DONE) {
      transaction.sql().deleteFrom(OUTBOX).where(OUTBOX.ID.eq(item.id())).execute();
    } else {
      transaction
          .sql()
          .update(OUTBOX)
          .set(OUTBOX.PROGRESS, progress)
          .set(OUTBOX.DUE_AT, clock.millis() + CLAIM.toMillis())
          .where(OUTBOX.ID.eq(item.id()))
          .execute();
    }
    return progress;
  }

  private int postpone(Transaction transaction, Item item) {
    Integer attempts =
        transaction
            .sql()
            .select(OUTBOX.ATTEMPTS)
            .from(OUTBOX)
            .where(OUTBOX.ID.eq(item.id()))
            .fetchOne(OUTBOX.ATTEMPTS);
    int tried = attempts == null ? 0 : attempts;
    long wait = Math.min(LAST_RETRY.toMillis(), FIRST_RETRY.toMillis() << Math.min(tried, 12));
    return transaction
        .sql()
        .update(OUTBOX)
        .set(OUTBOX.ATTEMPTS, tried + 1)
        .set(OUTBOX.DUE_AT, clock.millis() + wait)
        .where(OUTBOX.ID.eq(item.id()))
        .execute();
  }

  /// Ends the woken consumers, within a second: what is left goes on at the next start.
  @Override
  public void close() {
    workers.shutdown();
    try {
      if (!workers.awaitTermination(1, java.util.concurrent.TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether a consumer's drain is running, and whether it is to run once more.
  private static final class Wakes {
    private boolean running;
    private boolean wanted;

    synchronized boolean begin() {
      wanted = running;
      boolean mine = !running;
      running = true;
      return mine;
    }

    synchronized boolean again() {
      running = wanted;
      wanted = false;
      return running;
    }
  }
}
