package dev.microblog.timeline;

import dev.microblog.account.AccountDeleted;
import dev.microblog.follow.Followed;
import dev.microblog.follow.Unfollowed;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Range;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.job.Outbox;
import dev.microblog.post.PostPublished;
import dev.microblog.post.PostStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.PriorityQueue;
import org.jooq.DSLContext;

/// Keeps the home lists written: ids of posts, for people seen lately. The lists can be dropped at
/// any time; a list that is missing is filled when its owner next looks (docs/adr/0006).
public final class HomeLists implements Outbox.Consumer {
  /// How much is done at once.
  ///
  /// @param kept entries of a list that are kept
  /// @param trimEvery a list is trimmed in one of so many writes, so it grows to a little more
  /// @param chunk followers written to in one transaction: other writers wait no longer than this
  /// takes
  record Sizes(int kept, int trimEvery, int chunk) {}

  private static final Sizes SIZES = new Sizes(800, 64, 500);

  /// Lists of people who were away for longer are dropped.
  private static final Duration AWAY = Duration.ofDays(30);

  private static final String PUBLISHED = "published";

  /// All posts of an author are there again.
  private static final String BACK = "back";

  /// Lists that one transaction writes all posts of an author to.
  private static final int REFILLED = 10;

  private final Database database;
  private final HomeStore store;
  private final PostStore posts;
  private final InstantSource clock;
  private final int popular;
  private final Sizes sizes;

  /// @param popular an author with more followers is merged in on reading by those who follow from
  /// then on
  public HomeLists(Database database, PostStore posts, InstantSource clock, int popular) {
    this(database, posts, clock, popular, SIZES);
  }

  HomeLists(Database database, PostStore posts, InstantSource clock, int popular, Sizes sizes) {
    this.database = database;
    this.store = new HomeStore();
    this.posts = posts;
    this.clock = clock;
    this.popular = popular;
    this.sizes = sizes;
  }

  @Override
  public String name() {
    return "timeline";
  }

  /// Writes the author's own list at once, and leaves the followers' to the outbox.
  public void published(Transaction transaction, PostPublished event, Outbox outbox) {
    store.add(transaction.sql(), event.authorId(), event.postId(), event.authorId());
    outbox.add(transaction, this, PUBLISHED, event.postId());
  }

  /// Brings the latest posts of somebody newly followed into the list, or has them merged in on
  /// reading.
  public void followed(Transaction transaction, Followed event) {
    DSLContext sql = transaction.sql();
    if (store.followerCount(sql, event.followeeId()) > popular
        && store.mergedCount(sql, event.followerId()) < HomeStore.MOST_MERGED) {
      store.merge(sql, event.followerId(), event.followeeId());
    } else {
      store.backfill(sql, event.followerId(), event.followeeId(), sizes.kept());
      store.trim(sql, event.followerId(), sizes.kept());
    }
  }

  /// Brings a post back into the lists, which may have been filled while it was not there.
  public void shown(Transaction transaction, long postId, long authorId, Outbox outbox) {
    store.add(transaction.sql(), authorId, postId, authorId);
    outbox.add(transaction, this, PUBLISHED, postId);
  }

  /// Brings all latest posts of an author back into the lists of those who follow.
  public void back(Transaction transaction, long authorId, Outbox outbox) {
    store.backfill(transaction.sql(), authorId, authorId, sizes.kept());
    outbox.add(transaction, this, BACK, authorId);
  }

  /// Takes the posts of somebody no longer followed out of the list.
  public void unfollowed(Transaction transaction, Unfollowed event) {
    store.removeAuthor(transaction.sql(), event.followerId(), event.followeeId());
  }

  /// Drops the list of somebody who is gone.
  public void accountDeleted(Transaction transaction, AccountDeleted event) {
    store.drop(transaction.sql(), event.accountId());
  }

  @Override
  public long step(Transaction transaction, Outbox.Item item) {
    return switch (item.kind()) {
      case PUBLISHED -> fanOut(transaction.sql(), item);
      case BACK -> refill(transaction.sql(), item);
      default -> throw new IllegalStateException("a newer Microblog wrote " + item.kind());
    };
  }

  private long refill(DSLContext sql, Outbox.Item item) {
    List<HomeStore.Reader> readers = store.readers(sql, item.subject(), item.progress(), REFILLED);
    for (HomeStore.Reader reader : readers) {
      store.backfill(sql, reader.accountId(), item.subject(), sizes.kept());
      store.trim(sql, reader.accountId(), sizes.kept());
    }
    return readers.size() < REFILLED ? Outbox.DONE : readers.getLast().followId();
  }

  private long fanOut(DSLContext sql, Outbox.Item item) {
    var found = posts.byIds(sql, List.of(item.subject()));
    if (found.isEmpty()) {
      return Outbox.DONE;
    }
    long author = found.getFirst().authorId();
    List<HomeStore.Reader> readers = store.readers(sql, author, item.progress(), sizes.chunk());
    if (readers.isEmpty()) {
      return Outbox.DONE;
    }
    long last = readers.getLast().followId();
    store.addToReaders(sql, item.subject(), author, item.progress(), last);
    for (HomeStore.Reader reader : readers) {
      if (isTrimmed(reader.accountId(), item.subject())) {
        store.trim(sql, reader.accountId(), sizes.kept());
      }
    }
    return readers.size() < sizes.chunk() ? Outbox.DONE : last;
  }

  /// Whether this write is the one of so many. The ids are mixed, for their low bits are mostly 0.
  private boolean isTrimmed(long accountId, long postId) {
    long mixed = (accountId ^ postId) * 0x9E37_79B9_7F4A_7C15L;
    return (mixed >>> 32) % sizes.trimEvery() == 0;
  }

  /// Fills the list of somebody who has none.
  void fill(long accountId) {
    // First fan-out begins to write, then the past is read: so nothing falls between.
    database.write(
        transaction -> {
          store.open(transaction.sql(), accountId);
          return null;
        });
    database.write(
        transaction -> {
          DSLContext sql = transaction.sql();
          store.lock(sql, accountId);
          PriorityQueue<Entry> latest = latest(sql, accountId);
          for (Entry entry : latest) {
            store.addEntry(sql, accountId, entry.postId(), entry.authorId());
          }
          long floor = latest.size() < sizes.kept() ? 0 : latest.element().postId();
          store.close(sql, accountId, floor, clock.millis());
          return null;
        });
  }

  private record Entry(long postId, long authorId) {}

  /// The latest posts of oneself and of the followed that are written. Authors are asked in the
  /// order of their latest post, so most of them need not be asked at all.
  private PriorityQueue<Entry> latest(DSLContext sql, long accountId) {
    PriorityQueue<Entry> kept =
        new PriorityQueue<>(java.util.Comparator.comparingLong(Entry::postId));
    collect(sql, kept, accountId);
    for (HomeStore.Author author : store.writtenAuthors(sql, accountId)) {
      if (kept.size() == sizes.kept() && author.lastPostId() < kept.element().postId()) {
        break;
      }
      collect(sql, kept, author.id());
    }
    return kept;
  }

  private void collect(DSLContext sql, PriorityQueue<Entry> kept, long author) {
    long oldest = kept.size() == sizes.kept() ? kept.element().postId() : 0;
    Range range = new Range(Long.MAX_VALUE, oldest, sizes.kept(), false);
    for (long id : posts.idsByAuthor(sql, author, range)) {
      if (kept.size() == sizes.kept()) {
        if (id < kept.element().postId()) {
          break;
        }
        kept.remove();
      }
      kept.add(new Entry(id, author));
    }
  }

  /// Drops the lists of people who have been away.
  public void sweep() {
    drop(database, store, clock.millis() - AWAY.toMillis(), sizes.chunk());
  }

  /// Drops all lists: when posts or follows of the past came in, which are in none of them.
  public static void dropAll(Database database) {
    drop(database, new HomeStore(), Long.MAX_VALUE, SIZES.chunk());
  }

  private static void drop(Database database, HomeStore store, long since, int chunk) {
    List<Long> away;
    do {
      away = database.read(sql -> store.unseenSince(sql, since, chunk));
      for (long account : away) {
        database.write(
            transaction -> {
              store.drop(transaction.sql(), account);
              return null;
            });
      }
    } while (away.size() == chunk);
  }

  HomeStore store() {
    return store;
  }
}
