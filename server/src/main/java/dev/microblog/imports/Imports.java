package dev.microblog.imports;

import dev.microblog.account.AccountStore;
import dev.microblog.account.Viewer;
import dev.microblog.imports.Import.State;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.http.Limit;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.id.Ids;
import dev.microblog.post.LanguageDetector;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Taking a file with what somebody wrote elsewhere, and seeing what became of it. The file is read
/// while it comes, and only its posts are kept; they are made after, by the outbox.
public final class Imports {
  /// How taking a file ended.
  public sealed interface Outcome {
    /// It was read, and its posts are being made.
    record Taken(long importId) implements Outcome {}

    /// It cannot be imported.
    record Refused(Unreadable.Reason reason) implements Outcome {}

    /// Another import goes on.
    record Running() implements Outcome {}

    /// The address of who asks is to be confirmed first.
    record Unconfirmed() implements Outcome {}

    /// Too many in a short time.
    record TooMany(Duration retryAfter) implements Outcome {}

    /// There is no such person any more.
    record Unknown() implements Outcome {}
  }

  /// A file that came for so long comes no more: its process was killed.
  private static final Duration LOST_READING = Duration.ofMinutes(30);

  /// An import in which nothing happened for so long never goes on: the outbox gave it up.
  private static final Duration LOST = Duration.ofHours(6);

  /// How long one can see what became of it.
  private static final Duration KEPT = Duration.ofDays(30);

  private static final Logger log = LoggerFactory.getLogger(Imports.class);

  private final Database database;
  private final ImportStore store;
  private final AccountStore accounts;
  private final ImportWorker worker;
  private final LanguageDetector detector;
  private final Predicate<Viewer> mayPublish;
  private final Limits limits;
  private final Ids ids;
  private final InstantSource clock;
  private final int maxLength;

  Imports(
      Database database,
      ImportStore store,
      AccountStore accounts,
      ImportWorker worker,
      LanguageDetector detector,
      Predicate<Viewer> mayPublish,
      Limits limits,
      Ids ids,
      InstantSource clock,
      int maxLength) {
    this.database = database;
    this.store = store;
    this.accounts = accounts;
    this.worker = worker;
    this.detector = detector;
    this.mayPublish = mayPublish;
    this.limits = limits;
    this.ids = ids;
    this.clock = clock;
    this.maxLength = maxLength;
  }

  /// Takes a file of the viewer's.
  public Outcome take(Viewer viewer, InputStream file) {
    Import latest = latest(viewer);
    if (latest != null && latest.goesOn()) {
      return new Outcome.Running();
    }
    if (!mayPublish.test(viewer)) {
      return new Outcome.Unconfirmed();
    }
    Duration wait = limits.take(Limit.IMPORT_BY_ACCOUNT, Long.toString(viewer.id()));
    if (!wait.isZero()) {
      return new Outcome.TooMany(wait);
    }
    long id = ids.next();
    Outcome refused = database.write(transaction -> begin(transaction, viewer, id));
    return refused == null ? read(id, file) : refused;
  }

  private boolean isLost(Import latest) {
    return latest.state() == State.READING
        && latest.createdAt() < clock.millis() - LOST_READING.toMillis();
  }

  private @Nullable Outcome begin(Transaction transaction, Viewer viewer, long id) {
    DSLContext sql = transaction.sql();
    if (!accounts.lock(sql, List.of(viewer.id()))) {
      return new Outcome.Unknown();
    }
    Import latest = store.latest(sql, viewer.id());
    if (latest != null && latest.goesOn() && !isLost(latest)) {
      return new Outcome.Running();
    }
    worker.remove(transaction, store.all(sql, viewer.id()));
    return store.begin(sql, id, viewer.id(), clock.millis()) ? null : new Outcome.Running();
  }

  private Outcome read(long id, InputStream file) {
    Incoming incoming = new Incoming(database, store, id);
    boolean read = false;
    try {
      PostReader reader = new PostReader(detector, maxLength, clock.millis(), incoming);
      new ArchiveFile(reader::read).read(file);
      incoming.keep();
      read = database.write(transaction -> run(transaction, id, incoming));
      return read ? new Outcome.Taken(id) : new Outcome.Unknown();
    } catch (Unreadable e) {
      return new Outcome.Refused(e.reason());
    } catch (Incoming.Ended e) {
      return new Outcome.Unknown();
    } finally {
      if (!read) {
        drop(id);
      }
    }
  }

  private boolean run(Transaction transaction, long id, Incoming incoming) {
    Import reading = store.locked(transaction.sql(), id);
    if (reading == null || reading.state() != State.READING) {
      return false;
    }
    boolean all = incoming.parts() == 0;
    Import running =
        new Import(
            id,
            reading.accountId(),
            all ? State.DONE : State.RUNNING,
            reading.createdAt(),
            all ? clock.millis() : null,
            incoming.parts(),
            0,
            incoming.posts(),
            0,
            0,
            Map.copyOf(incoming.leftOut()));
    store.put(transaction.sql(), running, !all, clock.millis());
    if (!all) {
      worker.make(transaction, id);
    }
    return true;
  }

  /// Forgets a file that could not be read, or did not come whole.
  private void drop(long id) {
    database.<@Nullable Void>write(
        transaction -> {
          Import reading = store.locked(transaction.sql(), id);
          if (reading != null && reading.state() == State.READING) {
            worker.remove(transaction, List.of(id));
          }
          return null;
        });
  }

  /// The last import of the viewer; null if there is none.
  public @Nullable Import latest(Viewer viewer) {
    Import latest = database.read(sql -> store.latest(sql, viewer.id()));
    return latest == null || isLost(latest) ? null : latest;
  }

  /// Removes what is over, and lets those be told whose import was lost.
  public void sweep() {
    long now = clock.millis();
    int found;
    do {
      found =
          database.write(
              transaction -> {
                DSLContext sql = transaction.sql();
                List<Long> lost = store.since(sql, State.RUNNING, now - LOST.toMillis());
                for (long id : lost) {
                  log.error("Import {} was given up: see `microblog jobs`", id);
                  store.end(sql, id, State.FAILED, now);
                }
                int over = 0;
                over += remove(transaction, State.READING, now - LOST_READING.toMillis());
                over += remove(transaction, State.DONE, now - KEPT.toMillis());
                over += remove(transaction, State.FAILED, now - KEPT.toMillis());
                return lost.size() + over;
              });
    } while (found > 0);
  }

  private int remove(Transaction transaction, State state, long before) {
    List<Long> over = store.since(transaction.sql(), state, before);
    worker.remove(transaction, over);
    return over.size();
  }
}
