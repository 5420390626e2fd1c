package dev.microblog.notification;

import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.LongConsumer;

/// What people have to read, and when that changes.
public final class Attention {
  /// Of how many people one question asks.
  private static final int CHUNK = 500;

  private final Database database;
  private final AttentionStore store;
  private final InstantSource clock;
  private volatile LongConsumer listener = _ -> {};

  Attention(Database database, AttentionStore store, InstantSource clock) {
    this.database = database;
    this.store = store;
    this.clock = clock;
  }

  /// What the viewer has to read.
  public News of(Viewer viewer) {
    return database.read(sql -> store.news(sql, viewer.id()));
  }

  /// What these people have to read, in no order.
  public List<News> of(Collection<Long> accounts) {
    List<Long> all = List.copyOf(accounts);
    List<News> news = new java.util.ArrayList<>(all.size());
    for (int from = 0; from < all.size(); from += CHUNK) {
      List<Long> some = all.subList(from, Math.min(all.size(), from + CHUNK));
      news.addAll(database.read(sql -> store.news(sql, some)));
    }
    return news;
  }

  /// Notes in the transaction of a change that what a page shows somebody besides its own content
  /// is another now. Their account is locked before, where the transaction locks accounts at all.
  public void changed(Transaction transaction, long accountId) {
    store.raise(transaction.sql(), accountId, clock.millis());
    transaction.afterCommit(() -> listener.accept(accountId));
  }

  /// Calls somebody with the account once a change of this process is committed. What other
  /// processes change, they must ask for.
  public void onChange(LongConsumer told) {
    listener = told;
  }
}
