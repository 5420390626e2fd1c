package dev.microblog.search;

import dev.microblog.account.AccountStore;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.http.Limit;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.job.Outbox;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether people want to be found by searches: their names, and what they write.
public final class Findability {
  /// How a choice ended.
  public sealed interface Outcome {
    /// It holds from now on.
    record Kept() implements Outcome {}

    /// Too many changes in a short time.
    record TooMany(Duration retryAfter) implements Outcome {}
  }

  private final Database database;
  private final SearchStore store;
  private final AccountStore accounts;
  private final @Nullable Indexer indexer;
  private final Outbox outbox;
  private final Limits limits;

  /// @param indexer null while there is no search
  public Findability(
      Database database,
      SearchStore store,
      AccountStore accounts,
      @Nullable Indexer indexer,
      Outbox outbox,
      Limits limits) {
    this.database = database;
    this.store = store;
    this.accounts = accounts;
    this.indexer = indexer;
    this.outbox = outbox;
    this.limits = limits;
  }

  /// Whether the viewer may be found.
  public boolean findable(Viewer viewer) {
    return database.read(sql -> store.hiding(sql, Set.of(viewer.id()))).isEmpty();
  }

  /// Keeps whether the viewer may be found. Searches keep to it at once.
  public Outcome choose(Viewer viewer, boolean findable) {
    Duration wait = limits.take(Limit.ACT_BY_ACCOUNT, Long.toString(viewer.id()));
    if (!wait.isZero()) {
      return new Outcome.TooMany(wait);
    }
    if (findable(viewer) != findable) {
      database.<@Nullable Void>write(
          transaction -> {
            if (accounts.lock(transaction.sql(), List.of(viewer.id()))) {
              store.hide(transaction.sql(), viewer.id(), !findable);
              if (indexer != null) {
                indexer.audienceChanged(transaction, viewer.id(), outbox);
              }
            }
            return null;
          });
    }
    return new Outcome.Kept();
  }
}
