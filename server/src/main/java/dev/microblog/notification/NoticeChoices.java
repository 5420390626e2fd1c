package dev.microblog.notification;

import dev.microblog.account.AccountStore;
import dev.microblog.account.Viewer;
import dev.microblog.mail.Mails;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.http.Limit;
import dev.microblog.platform.http.Limits;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How people want to be told of what.
public final class NoticeChoices {
  /// How choosing ended.
  public sealed interface Outcome {
    /// It is kept.
    record Kept() implements Outcome {}

    /// Too many changes in a short time.
    record TooMany(Duration retryAfter) implements Outcome {}
  }

  private final Database database;
  private final NoticeStore store;
  private final AccountStore accounts;
  private final Limits limits;
  private final Mails mails;

  NoticeChoices(
      Database database, NoticeStore store, AccountStore accounts, Limits limits, Mails mails) {
    this.database = database;
    this.store = store;
    this.accounts = accounts;
    this.limits = limits;
    this.mails = mails;
  }

  /// How one may choose to be told of a kind.
  public List<Way> offered(Kind kind) {
    return kind.ways(mails.possible());
  }

  /// How the viewer is told of each kind for which there is a choice.
  public Map<Kind, Way> of(Viewer viewer) {
    Map<Kind, Way> chosen = database.read(sql -> store.choices(sql, viewer.id()));
    Map<Kind, Way> all = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      if (kind.chosen()) {
        Way way = chosen.getOrDefault(kind, Way.PAGE);
        all.put(kind, offered(kind).contains(way) ? way : Way.PAGE);
      }
    }
    return all;
  }

  /// Keeps how the viewer wants to be told of some kinds. What the kind does not offer changes
  /// nothing.
  public Outcome choose(Viewer viewer, Map<Kind, Way> wanted) {
    Duration wait = limits.take(Limit.ACT_BY_ACCOUNT, Long.toString(viewer.id()));
    if (!wait.isZero()) {
      return new Outcome.TooMany(wait);
    }
    database.<@Nullable Void>write(
        transaction -> {
          if (accounts.lock(transaction.sql(), List.of(viewer.id()))) {
            wanted.forEach(
                (kind, way) -> {
                  if (kind.chosen() && offered(kind).contains(way)) {
                    store.choose(transaction.sql(), viewer.id(), kind, way);
                  }
                });
          }
          return null;
        });
    return new Outcome.Kept();
  }
}
