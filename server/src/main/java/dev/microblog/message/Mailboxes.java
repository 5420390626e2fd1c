package dev.microblog.message;

import dev.microblog.account.AccountStore;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.http.Limit;
import dev.microblog.platform.http.Limits;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who may write to somebody.
public final class Mailboxes {
  /// How choosing who may write ended.
  public sealed interface Outcome {
    /// It is kept.
    record Kept() implements Outcome {}

    /// Too many changes in a short time.
    record TooMany(Duration retryAfter) implements Outcome {}
  }

  private final Database database;
  private final TalkStore talks;
  private final AccountStore accounts;
  private final Limits limits;

  Mailboxes(Database database, TalkStore talks, AccountStore accounts, Limits limits) {
    this.database = database;
    this.talks = talks;
    this.accounts = accounts;
    this.limits = limits;
  }

  /// Who may write to the viewer.
  public Senders senders(Viewer viewer) {
    return database.read(sql -> talks.senders(sql, viewer.id()));
  }

  /// Keeps who may write to the viewer.
  public Outcome choose(Viewer viewer, Senders senders) {
    Duration wait = limits.take(Limit.ACT_BY_ACCOUNT, Long.toString(viewer.id()));
    if (!wait.isZero()) {
      return new Outcome.TooMany(wait);
    }
    database.<@Nullable Void>write(
        transaction -> {
          if (accounts.lock(transaction.sql(), List.of(viewer.id()))) {
            talks.choose(transaction.sql(), viewer.id(), senders);
          }
          return null;
        });
    return new Outcome.Kept();
  }
}
