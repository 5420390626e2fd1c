package dev.microblog.search;

import dev.microblog.account.AccountDeleted;
import dev.microblog.account.AccountLifted;
import dev.microblog.account.AccountSuspended;
import dev.microblog.account.AudienceChanged;
import dev.microblog.account.ProfileChanged;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Range;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.index.Change;
import dev.microblog.platform.index.Clause;
import dev.microblog.platform.index.Entry;
import dev.microblog.platform.index.IndexUnavailable;
import dev.microblog.platform.index.SearchIndex;
import dev.microblog.platform.index.Wanted;
import dev.microblog.platform.job.Outbox;
import dev.microblog.post.PostChanged;
import dev.microblog.post.PostPolicy;
import dev.microblog.post.PostPublished;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the index what changed: a row of the outbox says only of what, and what it is then is read
/// from the database. So it does no harm to do it twice, or in another order.
public final class Indexer implements Outbox.Bulk {
  /// Entries that are read and applied at a time.
  static final int CHUNK = 500;

  private static final Logger log = LoggerFactory.getLogger(Indexer.class);
  private static final String POST = "post";
  private static final String PERSON = "person";

  /// All posts of a person have another audience.
  private static final String AUTHOR = "author";

  /// The person is gone, with all they wrote.
  private static final String GONE = "gone";

  /// Nothing of the person is shown for now.
  private static final String SUSPENDED = "suspended";

  private final Database database;
  private final SearchStore store;
  private final BuildStore builds = new BuildStore();
  private final SearchIndex index;

  /// Held from reading an entry until the index has it: an engine inside this process takes changes
  /// in the order in which they come.
  private final ReentrantLock lock = new ReentrantLock();

  public Indexer(Database database, SearchStore store, SearchIndex index) {
    this.database = database;
    this.store = store;
    this.index = index;
  }

  /// What it is called in the outbox.
  public static final String NAME = "search";

  @Override
  public String name() {
    return NAME;
  }

  /// A post is there.
  public void published(Transaction transaction, PostPublished event, Outbox outbox) {
    outbox.add(transaction, this, POST, event.postId());
  }

  /// A post is not what it was.
  public void changed(Transaction transaction, PostChanged event, Outbox outbox) {
    outbox.add(transaction, this, POST, event.postId());
  }

  /// A person is not who they were.
  public void profileChanged(Transaction transaction, ProfileChanged event, Outbox outbox) {
    if (!event.made()) {
      store.touch(transaction.sql(), event.accountId());
    }
    outbox.add(transaction, this, PERSON, event.accountId());
  }

  /// Others may find a person than could before.
  public void audienceChanged(Transaction transaction, AudienceChanged event, Outbox outbox) {
    store.touch(transaction.sql(), event.accountId());
    audienceChanged(transaction, event.accountId(), outbox);
  }

  /// The same, where that is noted already.
  void audienceChanged(Transaction transaction, long accountId, Outbox outbox) {
    outbox.add(transaction, this, PERSON, accountId);
    outbox.add(transaction, this, AUTHOR, accountId);
  }

  /// A person is gone.
  public void accountDeleted(Transaction transaction, AccountDeleted event, Outbox outbox) {
    store.forget(transaction.sql(), event.accountId());
    outbox.add(transaction, this, GONE, event.accountId());
  }

  /// Nothing of a person is shown from now on.
  public void suspended(Transaction transaction, AccountSuspended event, Outbox outbox) {
    store.touch(transaction.sql(), event.accountId());
    outbox.add(transaction, this, SUSPENDED, event.accountId());
  }

  /// A person is shown again.
  public void lifted(Transaction transaction, AccountLifted event, Outbox outbox) {
    store.touch(transaction.sql(), event.accountId());
    outbox.add(transaction, this, PERSON, event.accountId());
  }

  /// The posts of a person are shown again that was suspended.
  public void postsBack(Transaction transaction, long authorId, Outbox outbox) {
    store.shown(transaction.sql(), authorId);
    outbox.add(transaction, this, AUTHOR, authorId);
  }

  @Override
  public Set<Long> work(List<Outbox.Item> items) {
    Set<Long> failed = new HashSet<>();
    try {
      Set<String> refused = new HashSet<>();
      refused.addAll(apply(sql -> store.posts(sql, subjects(items, POST))));
      refused.addAll(apply(sql -> store.people(sql, subjects(items, PERSON))));
      for (Outbox.Item item : items) {
        switch (item.kind()) {
          case AUTHOR -> all(item.subject());
          case GONE -> {
            remove(item.subject(), Indexer::removals);
            apply(_ -> List.of(removal(item.subject())));
          }
          case SUSPENDED -> {
            remove(item.subject(), store::posts);
            apply(sql -> store.people(sql, List.of(item.subject())));
          }
          case POST, PERSON -> {
            Entry.Kind kind = item.kind().equals(POST) ? Entry.Kind.POST : Entry.Kind.PERSON;
            if (refused.contains(kind.key(item.subject()))) {
              log.error("The search server does not take {} {}", item.kind(), item.subject());
              failed.add(item.id());
            }
          }
          default -> throw new IllegalStateException("a newer Microblog wrote " + item.kind());
        }
      }
    } catch (IndexUnavailable e) {
      throw new Outbox.Later(String.valueOf(e.getMessage()), e);
    }
    return failed;
  }

  private static Set<Long> subjects(List<Outbox.Item> items, String kind) {
    Set<Long> subjects = new TreeSet<>();
    items.stream()
        .filter(item -> item.kind().equals(kind))
        .forEach(item -> subjects.add(item.subject()));
    return subjects;
  }

  private Set<String> apply(Function<DSLContext, List<Change>> reading) {
    lock.lock();
    try {
      List<Change> changes = database.read(reading);
      return changes.isEmpty() ? Set.of() : applyToAll(changes);
    } finally {
      lock.unlock();
    }
  }

  /// What is built is looked up after the changes were read: a build that begins later reads all
  /// that was read here.
  private Set<String> applyToAll(List<Change> changes) {
    Build build = database.read(sql -> builds.build(sql, index.name()));
    String built = build == null ? null : build.generation();
    SearchIndex.Generation current = index.current();
    Set<String> generations = new HashSet<>();
    if (current != null && current.layout() == SearchIndex.LAYOUT) {
      generations.add(current.name());
    }
    if (built != null && index.has(built)) {
      generations.add(built);
    }
    if (generations.isEmpty()) {
      throw new Outbox.Later("The search index is not built yet.");
    }
    Set<String> refused = new HashSet<>();
    generations.forEach(each -> refused.addAll(index.apply(each, changes)));
    return refused;
  }

  /// Applies a chunk of a build.
  ///
  /// @param reading gives the changes
  void apply(String generation, Function<DSLContext, List<Change>> reading) {
    lock.lock();
    try {
      List<Change> changes = database.read(reading);
      Set<String> refused = index.apply(generation, changes);
      if (!refused.isEmpty()) {
        log.error("The search server does not take {}", refused);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Does something between two changes.
  void between(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  private void all(long authorId) {
    long before = Long.MAX_VALUE;
    while (true) {
      long from = before;
      List<Long> ids = database.read(sql -> store.postIds(sql, authorId, from, CHUNK));
      if (ids.isEmpty()) {
        return;
      }
      apply(sql -> store.posts(sql, ids));
      before = ids.getLast();
    }
  }

  /// What is left of them in the database goes its own way, so the index is asked.
  private void remove(long accountId, BiFunction<DSLContext, List<Long>, List<Change>> reading) {
    Set<String> everybody = Set.of(PostPolicy.EVERYBODY, PostPolicy.only(accountId));
    Wanted posts =
        new Wanted(Entry.Kind.POST, everybody, List.of(new Clause.Author(accountId)), List.of());
    long before = Long.MAX_VALUE;
    while (true) {
      List<Long> ids = index.newest(posts, Range.before(before, CHUNK));
      apply(sql -> reading.apply(sql, ids));
      if (ids.isEmpty()) {
        break;
      }
      before = ids.getLast();
    }
  }

  private static Change removal(long person) {
    return new Change.Remove(Entry.Kind.PERSON, person, Change.LAST_VERSION);
  }

  private static List<Change> removals(DSLContext sql, List<Long> posts) {
    return posts.stream()
        .<Change>map(id -> new Change.Remove(Entry.Kind.POST, id, Change.LAST_VERSION))
        .toList();
  }
}
