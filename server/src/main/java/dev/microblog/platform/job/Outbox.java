package dev.microblog.platform.job;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.http.Meters;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.trace.Span;
import dev.microblog.platform.trace.Trace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What must still follow a write: rows written in the write's transaction, worked by one
/// [Worker] a room. A row is claimed before it is worked, and may be worked twice: after a crash,
/// or when a claim runs out.
///
/// A worker is woken right after the commit; [#look] by a recurring job finds what a killed process
/// left.
public final class Outbox implements AutoCloseable {
  /// One thing to do.
  ///
  /// @param id of the row
  /// @param kind says what, within the worker
  /// @param subject the id of what it is about
  /// @param progress how far earlier steps came; 0 at first
  public record Item(long id, String kind, long subject, long progress) {}

  /// What waits for a worker.
  ///
  /// @param age of the oldest
  public record Backlog(long items, Duration age) {}

  /// Who works the rows under a name.
  public sealed interface Worker {
    /// The name in the outbox; never changes.
    String name();
  }

  /// Works items in steps, each a transaction of its own.
  public non-sealed interface Consumer extends Worker {
    /// Does one step. It must do no harm when done twice.
    ///
    /// @return the progress after the step, or [Outbox#DONE]
    long step(Transaction transaction, Item item);
  }

  /// Works many items at once, outside of any transaction: for what goes to another server, where
  /// each call costs more than an item.
  public non-sealed interface Bulk extends Worker {
    /// Works items. It must do no harm when done twice.
    ///
    /// @return ids of those that failed alone, to be tried again later; all others are done
    /// @throws Later if nothing can be done now
    Set<Long> work(List<Item> items);
  }

  /// Nothing can be worked now, whatever it is. The message is a sentence for the operator.
  public static final class Later extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Whether that is as it should be for a while, and nothing to trouble the operator with.
    final boolean expected;

    /// Something is wrong.
    public Later(String sentence, Throwable cause) {
      super(sentence, cause);
      expected = false;
    }

    /// Something that must be there first is on its way.
    public Later(String sentence) {
      super(sentence);
      expected = true;
    }
  }

  /// As many items as a page counts.
  public static final int GLANCE = 1_000;

  /// The progress of an item that needs no more steps.
  public static final long DONE = -1;

  private static final Logger log = LoggerFactory.getLogger(Outbox.class);
  private static final int BATCH = 50;
  private static final int BULK = 500;

  private final Database database;
  private final OutboxRows rows;
  private final InstantSource clock;
  private final boolean wake;
  private final WorkTrace trace;
  private final Waking waking = new Waking(this::drainOrLater);

  /// @param wake whether workers are woken after a commit; tests step them instead
  /// @param trace follows what is worked
  public Outbox(Database database, Ids ids, InstantSource clock, boolean wake, Trace trace) {
    this.trace = new WorkTrace(trace);
    this.database = database;
    this.clock = clock;
    this.rows = new OutboxRows(database, ids, clock);
    this.wake = wake;
  }

  /// Adds an item for the worker; it is worked once the transaction is committed.
  public void add(Transaction transaction, Worker worker, String kind, long subject) {
    add(transaction, worker, kind, List.of(subject));
  }

  /// Adds an item for each subject.
  public void add(Transaction transaction, Worker worker, String kind, Collection<Long> subjects) {
    rows.add(transaction, worker.name(), kind, subjects);
    trace.written(worker.name(), kind, subjects);
    if (wake) {
      transaction.afterCommit(() -> wake(worker));
    }
  }

  /// Looks for what a killed process left.
  public void look(Worker worker) {
    if (worker instanceof Bulk && wake) {
      wake(worker);
    } else {
      drain(worker);
    }
  }

  /// Lets a worker look for what is due, unless it is at it already. A bulk worker that can do
  /// nothing now goes on trying by itself.
  public void wake(Worker worker) {
    waking.wake(worker);
  }

  /// How many items wait that could be worked now. More than a few for more than a minute mean that
  /// something is wrong.
  public int due() {
    return rows.due();
  }

  /// Tells what waits and what was given up to whoever looks after the server.
  ///
  /// @param workers each of whom is told apart
  public void measure(Meters meters, Collection<? extends Worker> workers) {
    meters.gauge("microblog.outbox.due", "What waits to be done after a write", this::due);
    OutboxMeters.measure(meters, database, clock, workers);
  }

  /// What waits for a worker, whether it is due or being worked.
  public Backlog backlog(Worker worker) {
    return backlog(database, worker.name(), clock);
  }

  /// The same, where there is no outbox but the rows in the database.
  public static Backlog backlog(Database database, String worker, InstantSource clock) {
    return OutboxRows.backlog(database, worker, clock);
  }

  /// The same, of no more than [#GLANCE] items, so that its cost does not grow with what waits.
  public static Backlog glance(Database database, String worker, InstantSource clock) {
    return OutboxRows.glance(database, worker, GLANCE, clock);
  }

  /// The names of the workers for whom something waits.
  public static List<String> workers(Database database) {
    return OutboxRows.workers(database);
  }

  /// Works everything that is due for the worker, as far as that can be done now.
  ///
  /// @return how many items were finished
  public int drain(Worker worker) {
    try {
      return drainOrLater(worker);
    } catch (Later e) {
      Waking.tell(worker, e);
      return 0;
    }
  }

  private int drainOrLater(Worker worker) {
    int most = worker instanceof Bulk ? BULK : BATCH;
    int finished = 0;
    List<Item> items;
    do {
      items = rows.claim(worker.name(), most);
      finished +=
          switch (worker) {
            case Consumer consumer -> work(consumer, items);
            case Bulk bulk -> items.isEmpty() ? 0 : work(bulk, items);
          };
    } while (items.size() == most);
    return finished;
  }

  private int work(Consumer consumer, List<Item> items) {
    int finished = 0;
    for (Item item : items) {
      boolean done = trace.work(consumer.name(), List.of(item), () -> work(consumer, item));
      finished += done ? 1 : 0;
    }
    return finished;
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
      Span.current().failed(e);
      log.warn(
          "{} {} of {} failed; trying again later",
          item.kind(),
          item.subject(),
          consumer.name(),
          e);
      postpone(consumer, List.of(item.id()), e);
      return false;
    }
  }

  private long step(Transaction transaction, Consumer consumer, Item item) {
    long progress = consumer.step(transaction, item);
    if (progress == DONE) {
      rows.finish(transaction, List.of(item.id()));
    } else {
      rows.advance(transaction, item.id(), progress);
    }
    return progress;
  }

  private int work(Bulk bulk, List<Item> items) {
    return trace.work(bulk.name(), items, () -> workNow(bulk, items));
  }

  private int workNow(Bulk bulk, List<Item> items) {
    List<Long> ids = new ArrayList<>(items.stream().map(Item::id).toList());
    try {
      Set<Long> failed = bulk.work(items);
      ids.removeAll(failed);
      database.<@Nullable Void>write(
          transaction -> {
            rows.finish(transaction, ids);
            return null;
          });
      postpone(bulk, failed, null);
      return ids.size();
    } catch (Later e) {
      database.<@Nullable Void>write(
          transaction -> {
            rows.release(transaction, ids);
            return null;
          });
      throw e;
    } catch (RuntimeException e) {
      Span.current().failed(e);
      log.warn("{} items of {} failed; trying again later", ids.size(), bulk.name(), e);
      postpone(bulk, ids, e);
      return 0;
    }
  }

  /// Where it is told what a worker gives up: one who mails errors leaves out its own.
  public static Logger logger(String worker) {
    return LoggerFactory.getLogger(Outbox.class.getName() + '.' + worker);
  }

  private void postpone(Worker worker, Collection<Long> items, @Nullable Throwable error) {
    for (long item : items) {
      if (database.write(transaction -> rows.postpone(transaction, item, error))) {
        logger(worker.name())
            .error(
                "Item {} of {} is given up. See `microblog jobs`, which can have it tried again.",
                item,
                worker.name());
      }
    }
  }

  /// Ends the woken workers, within a second: what is left goes on at the next start.
  @Override
  public void close() {
    waking.close();
  }
}
