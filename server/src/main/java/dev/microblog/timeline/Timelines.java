package dev.microblog.timeline;

import dev.microblog.account.Viewer;
import dev.microblog.block.BlockStore;
import dev.microblog.platform.db.Cursor;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Page;
import dev.microblog.platform.db.Range;
import dev.microblog.platform.text.Folding;
import dev.microblog.post.Post;
import dev.microblog.post.PostPolicy;
import dev.microblog.post.PostStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Reads lists of posts, newest first: ids by the list's own index, then the page in one query a
/// table.
public final class Timelines {
  private final Database database;
  private final PostStore posts;
  private final BlockStore blocks;
  private final HomeLists lists;
  private final HomeStore homes;

  public Timelines(Database database, PostStore posts, BlockStore blocks, HomeLists lists) {
    this.database = database;
    this.posts = posts;
    this.blocks = blocks;
    this.lists = lists;
    this.homes = lists.store();
  }

  /// Posts of the viewer and of those they follow.
  public Page<TimelinePost> home(Viewer viewer, Cursor cursor) {
    Page<TimelinePost> page = database.read(sql -> home(sql, viewer, cursor));
    if (page == null) {
      lists.fill(viewer.id());
      page = database.read(sql -> home(sql, viewer, cursor));
    }
    if (page == null) {
      throw new IllegalStateException("the home list of " + viewer.id() + " was dropped at once");
    }
    return page;
  }

  private @Nullable Page<TimelinePost> home(DSLContext sql, Viewer viewer, Cursor cursor) {
    Long floor = homes.floor(sql, viewer.id());
    return floor == null
        ? null
        : hydrate(sql, ids(cursor, range -> homeIds(sql, viewer.id(), floor, range)), viewer);
  }

  /// How many posts came into the viewer's home timeline after this one, counted to one more than
  /// a page holds.
  public int newerAtHome(Viewer viewer, long id) {
    return database.read(
        sql -> {
          Long floor = homes.floor(sql, viewer.id());
          Range range = Range.after(id, Page.SIZE + 1);
          return floor == null
              ? 0
              : hydrate(sql, homeIds(sql, viewer.id(), floor, range), viewer).size();
        });
  }

  /// How many public posts came after this one, counted to one more than a page holds.
  public int newerPublic(Viewer viewer, long id) {
    return database.read(
        sql ->
            hydrate(sql, publicIds(sql, viewer).apply(Range.after(id, Page.SIZE + 1)), viewer)
                .size());
  }

  /// All public posts.
  public Page<TimelinePost> explore(Viewer viewer, Cursor cursor) {
    return read(viewer, cursor, sql -> publicIds(sql, viewer));
  }

  private Function<Range, List<Long>> publicIds(DSLContext sql, Viewer viewer) {
    return isApart(sql, viewer)
        ? range -> posts.publicIdsFor(sql, viewer.id(), range)
        : range -> posts.publicIds(sql, range);
  }

  /// The posts of one person.
  public Page<TimelinePost> byAuthor(Viewer viewer, long authorId, Cursor cursor) {
    return read(
        viewer,
        cursor,
        sql ->
            blocks.apartAmong(sql, viewer.id(), List.of(authorId)).isEmpty()
                ? range -> posts.idsByAuthor(sql, authorId, range)
                : _ -> List.of());
  }

  /// The posts with a tag.
  public Page<TimelinePost> byTag(Viewer viewer, String tag, Cursor cursor) {
    String key = Folding.key(tag);
    return read(
        viewer,
        cursor,
        sql ->
            isApart(sql, viewer)
                ? range -> posts.idsByTagFor(sql, viewer.id(), key, range)
                : range -> posts.idsByTag(sql, key, range));
  }

  /// Whether there is anybody from whom the viewer is apart. Most are not, and their lists are read
  /// without a look at each author.
  private boolean isApart(DSLContext sql, Viewer viewer) {
    return viewer.id() != Viewer.NOBODY.id() && !blocks.someApart(sql, viewer.id(), 1).isEmpty();
  }

  /// One post; null if there is none that the viewer may see.
  public @Nullable TimelinePost one(Viewer viewer, long id) {
    return database.read(
        sql -> {
          List<TimelinePost> found = hydrate(sql, List.of(id), viewer);
          return found.isEmpty() ? null : found.getFirst();
        });
  }

  /// These posts in this order, but for those that the viewer may not see.
  public List<TimelinePost> these(Viewer viewer, List<Long> ids) {
    return ids.isEmpty() ? List.of() : database.read(sql -> hydrate(sql, ids, viewer));
  }

  private interface Listing {
    Function<Range, List<Long>> in(DSLContext sql);
  }

  private Page<TimelinePost> read(Viewer viewer, Cursor cursor, Listing listing) {
    return database.read(sql -> hydrate(sql, ids(cursor, listing.in(sql)), viewer));
  }

  private static Page<Long> ids(Cursor cursor, Function<Range, List<Long>> listing) {
    return Page.read(cursor, listing, Long::longValue);
  }

  private Page<TimelinePost> hydrate(DSLContext sql, Page<Long> ids, Viewer viewer) {
    return ids.with(hydrate(sql, ids.items(), viewer));
  }

  private List<TimelinePost> hydrate(DSLContext sql, List<Long> ids, Viewer viewer) {
    Map<Long, Post> byId = new HashMap<>();
    List<Post> found = posts.byIds(sql, ids);
    Set<Long> apart =
        blocks.apartAmong(sql, viewer.id(), found.stream().map(Post::authorId).toList());
    for (Post post : found) {
      if (PostPolicy.visible(post, viewer, apart)) {
        byId.put(post.id(), post);
      }
    }
    List<Long> mentioning =
        byId.values().stream().filter(p -> p.body().indexOf('@') >= 0).map(Post::id).toList();
    Map<Long, Map<String, String>> mentions = posts.mentions(sql, mentioning);
    return ids.stream()
        .filter(byId::containsKey)
        .map(byId::get)
        .map(post -> new TimelinePost(post, mentions.getOrDefault(post.id(), Map.of())))
        .toList();
  }

  /// Ids of the home timeline: the written list with the very popular merged in, and below the
  /// list's floor the posts of everybody followed.
  private List<Long> homeIds(DSLContext sql, long accountId, long floor, Range range) {
    if (range.upwards() && range.after() < floor - 1) {
      return past(sql, accountId, range);
    }
    List<Long> written = homes.entries(sql, accountId, range);
    boolean full = written.size() == range.count();
    boolean belowFloor = !full || written.getLast() < floor;
    if (!range.upwards() && floor > 0 && belowFloor) {
      return past(sql, accountId, range);
    }
    Range within = full ? bounded(range, written.getLast()) : range;
    List<Long> authors =
        homes.mergedAuthors(sql, accountId).stream()
            .filter(author -> author.lastPostId() > within.after())
            .map(HomeStore.Author::id)
            .toList();
    if (authors.isEmpty()) {
      return written;
    }
    TreeSet<Long> all = new TreeSet<>(written);
    all.addAll(newest(sql, authors, within));
    return first(all, range);
  }

  /// The range, ended at the last id found.
  private static Range bounded(Range range, long last) {
    return range.upwards()
        ? new Range(last, range.after(), range.count(), true)
        : new Range(range.before(), last, range.count(), false);
  }

  private List<Long> newest(DSLContext sql, List<Long> authors, Range range) {
    boolean open = range.upwards() ? range.before() == Long.MAX_VALUE : range.after() == 0;
    if (!open) {
      return homes.idsByAuthors(sql, authors, range);
    }
    // Without a bound the database would sort all posts of all authors: each is asked for a page
    // instead.
    TreeSet<Long> ids = new TreeSet<>();
    for (long author : authors) {
      ids.addAll(posts.idsByAuthor(sql, author, range));
    }
    return List.copyOf(ids);
  }

  /// The posts of everybody followed, read from each author: what lies beyond the list costs by the
  /// number followed.
  private List<Long> past(DSLContext sql, long accountId, Range range) {
    TreeSet<Long> ids = new TreeSet<>(posts.idsByAuthor(sql, accountId, range));
    for (HomeStore.Author author : homes.followedAuthors(sql, accountId)) {
      // What is kept so far bounds what is asked: most authors have nothing within.
      Range rest =
          ids.size() < range.count()
              ? range
              : bounded(range, range.upwards() ? ids.last() : ids.first());
      if (author.lastPostId() > rest.after()) {
        ids.addAll(posts.idsByAuthor(sql, author.id(), rest));
      }
      while (ids.size() > range.count()) {
        long surplus = range.upwards() ? ids.last() : ids.first();
        ids.remove(surplus);
      }
    }
    return first(ids, range);
  }

  /// The first ids in the direction of the range.
  private static List<Long> first(NavigableSet<Long> ids, Range range) {
    return (range.upwards() ? ids : ids.descendingSet()).stream().limit(range.count()).toList();
  }
}
