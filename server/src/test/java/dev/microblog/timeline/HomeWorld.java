package dev.microblog.timeline;

import static dev.microblog.schema.Tables.FOLLOW;
import static dev.microblog.schema.Tables.POST;

import dev.microblog.account.AccountStore;
import dev.microblog.account.People;
import dev.microblog.account.Viewer;
import dev.microblog.block.BlockStore;
import dev.microblog.follow.FollowStore;
import dev.microblog.follow.Followed;
import dev.microblog.follow.Follows;
import dev.microblog.follow.Unfollowed;
import dev.microblog.mute.MuteRoom;
import dev.microblog.mute.MuteStore;
import dev.microblog.mute.Mutes;
import dev.microblog.platform.db.Cursor;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Page;
import dev.microblog.platform.db.TestDatabase;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.id.TestIds;
import dev.microblog.platform.job.Events;
import dev.microblog.platform.job.Outbox;
import dev.microblog.platform.time.SettableClock;
import dev.microblog.platform.trace.Trace;
import dev.microblog.post.LanguageDetector;
import dev.microblog.post.PostPublished;
import dev.microblog.post.PostStore;
import dev.microblog.post.Posts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rooms around the home timeline, put together as the application does, with an outbox that is
/// stepped.
final class HomeWorld implements AutoCloseable {
  final SettableClock clock = new SettableClock();
  final Database database;
  final List<Viewer> people = new ArrayList<>();
  final HomeLists lists;
  final Timelines timelines;
  final Posts posts;
  final Follows follows;
  final Mutes mutes;
  final Outbox outbox;
  private final AccountStore accounts = new AccountStore();
  private final BlockStore blocks = new BlockStore();
  private final LanguageDetector detector = new LanguageDetector();

  HomeWorld(TestDatabase on, int people, int popular, HomeLists.Sizes sizes) {
    this(on, on.database(), popular, sizes);
    on.clear();
    for (int i = 0; i < people; i++) {
      this.people.add(People.join(database, "person" + i));
    }
  }

  private HomeWorld(TestDatabase on, Database database, int popular, HomeLists.Sizes sizes) {
    on.clear();
    this.database = database;
    Ids ids = TestIds.over(database);
    Limits limits = new Limits(database, clock, false);
    PostStore postStore = new PostStore();
    Events events = new Events();
    outbox = new Outbox(database, ids, clock, false, Trace.NONE);
    lists = new HomeLists(database, postStore, clock, popular, sizes);
    MuteStore muteStore = new MuteStore();
    mutes =
        MuteRoom.make(database, muteStore, accounts, events, outbox, limits, ids, clock).mutes();
    timelines = new Timelines(database, postStore, blocks, muteStore, lists);
    posts =
        new Posts(
            database, postStore, accounts, blocks, detector, _ -> true, events, limits, ids, clock,
            500);
    follows =
        new Follows(database, new FollowStore(), accounts, blocks, events, limits, ids, clock);
    events.on(PostPublished.class, (t, event) -> lists.published(t, event, outbox));
    events.on(Followed.class, lists::followed);
    events.on(Unfollowed.class, lists::unfollowed);
  }

  @Override
  public void close() {
    outbox.close();
    detector.close();
  }

  long post(Viewer author) {
    return switch (posts.publish(author, new Posts.Draft("words", "en", ""))) {
      case Posts.Outcome.Done(long id) -> id;
      case Posts.Outcome other -> throw new IllegalStateException(other.toString());
    };
  }

  void follow(Viewer follower, Viewer followee) {
    follows.follow(follower, followee.name());
  }

  void unfollow(Viewer follower, Viewer followee) {
    follows.unfollow(follower, followee.name());
  }

  void drain() {
    outbox.drain(lists);
  }

  void see(Viewer viewer) {
    database.<@Nullable Void>write(
        transaction -> {
          accounts.seen(transaction.sql(), viewer.id(), clock.millis());
          return null;
        });
  }

  /// A month goes by, and the lists of all who are not seen at its end are dropped.
  void passAMonth(List<Viewer> seen) {
    clock.advance(Duration.ofDays(31));
    seen.forEach(this::see);
    lists.sweep();
  }

  /// What is left when a process is killed while it fills a list.
  void openWithoutFilling(Viewer viewer) {
    database.<@Nullable Void>write(
        transaction -> {
          lists.store().open(transaction.sql(), viewer.id());
          return null;
        });
  }

  Page<Long> home(Viewer viewer, Cursor cursor) {
    Page<TimelinePost> page = timelines.home(viewer, cursor);
    return page.with(page.items().stream().map(item -> item.post().id()).toList());
  }

  /// What somebody's home timeline ought to hold, by the posts and follows alone; the newest first.
  List<Long> expected(Viewer viewer) {
    return database.read(
        sql -> {
          Set<Long> authors =
              sql.select(FOLLOW.FOLLOWEE_ID)
                  .from(FOLLOW)
                  .where(FOLLOW.FOLLOWER_ID.eq(viewer.id()))
                  .fetchSet(FOLLOW.FOLLOWEE_ID);
          return sql
              .select(POST.ID, POST.AUTHOR_ID)
              .from(POST)
              .where(POST.DELETED_AT.eq(0L))
              .orderBy(POST.ID.desc())
              .fetch()
              .stream()
              .filter(row -> row.value2() == viewer.id() || authors.contains(row.value2()))
              .map(row -> row.value1())
              .toList();
        });
  }
}
