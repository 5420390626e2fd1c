package dev.microblog.timeline;

import dev.microblog.platform.db.Range;
import dev.microblog.post.PostStore;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jooq.DSLContext;

/// What stands in a home timeline: ids of posts, for one page.
final class HomeIds {
  private final HomeReadStore homes;
  private final PostStore posts;

  HomeIds(HomeReadStore homes, PostStore posts) {
    this.homes = homes;
    this.posts = posts;
  }

  /// Ids of the home timeline: the written list with the very popular merged in, and below the
  /// list's floor the posts of everybody followed.
  ///
  /// @param floor from which post on the list is complete
  /// @param muting whether the reader mutes anybody
  List<Long> of(DSLContext sql, long accountId, long floor, boolean muting, Range range) {
    if (range.upwards() && range.after() < floor - 1) {
      return past(sql, accountId, muting, range);
    }
    List<Long> written = homes.entries(sql, accountId, muting, range);
    boolean full = written.size() == range.count();
    boolean belowFloor = !full || written.getLast() < floor;
    if (!range.upwards() && floor > 0 && belowFloor) {
      return past(sql, accountId, muting, range);
    }
    Range within = full ? bounded(range, written.getLast()) : range;
    List<Long> authors =
        homes.mergedAuthors(sql, accountId, muting).stream()
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
  private List<Long> past(DSLContext sql, long accountId, boolean muting, Range range) {
    TreeSet<Long> ids = new TreeSet<>(posts.idsByAuthor(sql, accountId, range));
    for (HomeStore.Author author : homes.followedAuthors(sql, accountId, muting)) {
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
