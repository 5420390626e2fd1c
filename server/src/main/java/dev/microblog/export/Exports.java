package dev.microblog.export;

import dev.microblog.account.Account;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Viewer;
import dev.microblog.export.Export.State;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.http.Limit;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.id.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asking for an export, seeing how far it is, and getting it.
public final class Exports {
  /// How asking for an export ended.
  public sealed interface Outcome {
    /// It is being made from now on.
    record Started(long exportId) implements Outcome {}

    /// One is being made already.
    record Running() implements Outcome {}

    /// Too many in a short time.
    record TooMany(Duration retryAfter) implements Outcome {}

    /// There is no such person any more.
    record Unknown() implements Outcome {}
  }

  /// An export in which nothing happened for so long never goes on: the outbox gave it up.
  private static final Duration LOST = Duration.ofHours(6);

  /// How long one that was completed counts as that moment's.
  private static final Duration MOMENT = Duration.ofMinutes(1);

  /// How long a failure is told of.
  private static final Duration TOLD = Duration.ofDays(1);

  private static final Logger log = LoggerFactory.getLogger(Exports.class);

  private final Database database;
  private final ExportStore store;
  private final AccountStore accounts;
  private final Contents contents;
  private final ExportWorker worker;
  private final Limits limits;
  private final Ids ids;
  private final InstantSource clock;

  Exports(
      Database database,
      ExportStore store,
      AccountStore accounts,
      Contents contents,
      ExportWorker worker,
      Limits limits,
      Ids ids,
      InstantSource clock) {
    this.database = database;
    this.store = store;
    this.accounts = accounts;
    this.contents = contents;
    this.worker = worker;
    this.limits = limits;
    this.ids = ids;
    this.clock = clock;
  }

  /// Begins an export of what the viewer has here.
  ///
  /// @param language tag of the language in which it is to be read
  public Outcome start(Viewer viewer, String language) {
    Export shown = shown(viewer);
    if (shown != null && shown.state() == State.RUNNING) {
      return new Outcome.Running();
    }
    Duration wait = limits.take(Limit.EXPORT_BY_ACCOUNT, Long.toString(viewer.id()));
    return wait.isZero()
        ? database.write(transaction -> start(transaction, viewer, language))
        : new Outcome.TooMany(wait);
  }

  private Outcome start(Transaction transaction, Viewer viewer, String language) {
    DSLContext sql = transaction.sql();
    if (!accounts.lock(sql, List.of(viewer.id()))) {
      return new Outcome.Unknown();
    }
    Account account = accounts.byIds(sql, List.of(viewer.id())).getFirst();
    Export failed = store.shown(sql, viewer.id());
    if (failed != null && failed.state() != State.RUNNING) {
      worker.remove(transaction, List.of(failed.id()));
    }
    long id = ids.next();
    if (!store.begin(sql, id, viewer.id(), language, contents.work(sql, account), clock.millis())) {
      return new Outcome.Running();
    }
    worker.make(transaction, id);
    return new Outcome.Started(id);
  }

  /// The export that all pages of the viewer tell of: it is being made, or it failed; null if there
  /// is none. How large it is is not asked for.
  public @Nullable Export shown(Viewer viewer) {
    return database.read(sql -> store.shown(sql, viewer.id()));
  }

  /// The last export that the viewer asked for; null if there is none.
  public @Nullable Export latest(Viewer viewer) {
    Export latest = database.read(sql -> store.latest(sql, viewer.id()));
    return latest == null || over(latest) ? null : latest;
  }

  /// The viewer's export that is being made, or was completed a moment ago: who watches it learns
  /// that it is. Null if there is none.
  public @Nullable Export watched(Viewer viewer) {
    Export latest = database.read(sql -> store.latest(sql, viewer.id()));
    boolean told =
        latest != null
            && (latest.state() == State.RUNNING
                || (latest.state() == State.READY
                    && latest.endedAt() != null
                    && latest.endedAt() > clock.millis() - MOMENT.toMillis()));
    return told ? latest : null;
  }

  /// The viewer's export that can be downloaded; null if there is none with this id.
  public @Nullable Export ready(Viewer viewer, long id) {
    Export export = database.read(sql -> store.byId(sql, id));
    return export == null
            || export.accountId() != viewer.id()
            || export.state() != State.READY
            || over(export)
        ? null
        : export;
  }

  private boolean over(Export export) {
    return export.until() > 0 && export.until() <= clock.millis();
  }

  /// A part of the file of an export that [#ready] gave; null if it was removed meanwhile.
  ///
  /// @param number from 0
  public byte @Nullable [] part(Export export, int number) {
    return database.read(sql -> store.part(sql, export.id(), number));
  }

  /// Removes what is over, and lets those be told whose export was lost.
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
                  log.error("Export {} was given up: see `microblog jobs`", id);
                  store.end(sql, id, State.FAILED, true, now);
                }
                int over = 0;
                over += remove(transaction, State.READY, now - Export.KEPT.toMillis());
                over += remove(transaction, State.FAILED, now - TOLD.toMillis());
                over += remove(transaction, State.TOO_LARGE, now - TOLD.toMillis());
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
