package dev.microblog.mute;

import dev.microblog.account.AccountStore;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.http.Limit;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.text.CleanText;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// The words that one does not want to read: adding and removing them.
public final class Filters {
  /// How many one may have: each is looked for in each post of a page.
  public static final int MOST = 50;

  /// Longest words of one, in code points.
  public static final int LONGEST = 100;

  /// How adding ended.
  public sealed interface Outcome {
    /// It is there.
    record Added(Filter filter) implements Outcome {}

    /// There are no words.
    record Empty() implements Outcome {}

    /// The words are too long.
    record TooLong(int over) implements Outcome {}

    /// There are [#MOST] already.
    record Full() implements Outcome {}

    /// Too many acts in a short time.
    record TooMany(Duration retryAfter) implements Outcome {}

    /// There is no such account any more.
    record Unknown() implements Outcome {}
  }

  private final Database database;
  private final FilterStore store;
  private final AccountStore accounts;
  private final Limits limits;
  private final Ids ids;
  private final InstantSource clock;

  Filters(
      Database database,
      FilterStore store,
      AccountStore accounts,
      Limits limits,
      Ids ids,
      InstantSource clock) {
    this.database = database;
    this.store = store;
    this.accounts = accounts;
    this.limits = limits;
    this.ids = ids;
    this.clock = clock;
  }

  /// The viewer's filters, the latest first.
  public List<Filter> list(Viewer viewer) {
    return database.read(sql -> store.list(sql, viewer.id()));
  }

  /// Adds words, or changes what is done with them that are there already, however they are
  /// written.
  public Outcome add(Viewer viewer, String typed, Filter.Action action) {
    String words = CleanText.line(typed);
    String key = FilterText.key(words);
    // An empty key would stand in every post.
    if (words.isEmpty() || key.isEmpty()) {
      return new Outcome.Empty();
    }
    int over = words.codePointCount(0, words.length()) - LONGEST;
    if (over > 0) {
      return new Outcome.TooLong(over);
    }
    Duration wait = limits.take(Limit.ACT_BY_ACCOUNT, Long.toString(viewer.id()));
    if (!wait.isZero()) {
      return new Outcome.TooMany(wait);
    }
    return database.write(
        transaction -> {
          // Of two who add at once as one person, the second finds what the first added.
          if (!accounts.lock(transaction.sql(), List.of(viewer.id()))) {
            return new Outcome.Unknown();
          }
          List<Filter> all = store.list(transaction.sql(), viewer.id());
          for (Filter known : all) {
            if (FilterText.key(known.words()).equals(key)) {
              Filter changed = new Filter(known.id(), words, action);
              store.update(transaction.sql(), changed);
              return new Outcome.Added(changed);
            }
          }
          if (all.size() >= MOST) {
            return new Outcome.Full();
          }
          Filter added = new Filter(ids.next(), words, action);
          store.insert(transaction.sql(), viewer.id(), added, clock.millis());
          return new Outcome.Added(added);
        });
  }

  /// Removes a filter.
  ///
  /// @return false if the viewer has none of this id
  public boolean remove(Viewer viewer, long id) {
    return database.write(transaction -> store.delete(transaction.sql(), viewer.id(), id));
  }
}
