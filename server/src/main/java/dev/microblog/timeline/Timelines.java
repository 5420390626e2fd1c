package dev.microblog.timeline;

import dev.microblog.account.Viewer;
import dev.microblog.block.BlockStore;
import dev.microblog.mute.MuteStore;
import dev.microblog.mute.Unwanted;
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
import java.util.Set;
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
  private final MuteStore mutes;
  private final HomeReadStore homes = new HomeReadStore();
  private final HomeIds homeIds;

  public Timelines(
      Database database, PostStore posts, BlockStore blocks, MuteStore mutes, HomeLists lists) {
    this.database = database;
    this.posts = posts;
    this.blocks = blocks;
    this.mutes = mutes;
    this.lists = lists;
    this.homeIds = new HomeIds(homes, posts);
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
    if (floor == null) {
      return null;
    }
    Unwanted unwanted = mutes.unwanted(sql, viewer);
    Page<Long> ids = ids(cursor, home(sql, viewer, floor, unwanted));
    return hydrate(sql, ids, viewer, unwanted);
  }

  private Function<Range, List<Long>> home(
      DSLContext sql, Viewer viewer, long floor, Unwanted unwanted) {
    return range -> homeIds.of(sql, viewer.id(), floor, unwanted.people(), range);
  }

  /// How many posts came into the viewer's home timeline after this one, counted to one more than
  /// a page holds.
  public int newerAtHome(Viewer viewer, long id) {
    return database.read(
        sql -> {
          Long floor = homes.floor(sql, viewer.id());
          if (floor == null) {
            return 0;
          }
          Unwanted unwanted = mutes.unwanted(sql, viewer);
          return newer(sql, home(sql, viewer, floor, unwanted), id, viewer, unwanted);
        });
  }

  /// How many public posts came after this one, counted to one more than a page holds.
  public int newerPublic(Viewer viewer, long id) {
    return database.read(
        sql -> {
          Unwanted unwanted = mutes.unwanted(sql, viewer);
          return newer(sql, publicIds(sql, viewer, unwanted), id, viewer, unwanted);
        });
  }

  /// What a filter hides is nothing that anybody would be called for.
  private int newer(
      DSLContext sql, Function<Range, List<Long>> list, long id, Viewer viewer, Unwanted unwanted) {
    List<Long> ids = list.apply(Range.after(id, Page.SIZE + 1));
    return (int)
        hydrate(sql, ids, viewer, unwanted).stream().filter(post -> !post.hidden()).count();
  }

  /// All public posts.
  public Page<TimelinePost> explore(Viewer viewer, Cursor cursor) {
    return read(viewer, cursor, (sql, unwanted) -> publicIds(sql, viewer, unwanted));
  }

  private Function<Range, List<Long>> publicIds(DSLContext sql, Viewer viewer, Unwanted unwanted) {
    return leavesOut(sql, viewer, unwanted)
        ? range -> posts.publicIdsFor(sql, viewer.id(), range)
        : range -> posts.publicIds(sql, range);
  }

  /// The posts of one person. Whoever looks at them there reads them, muted or not.
  public Page<TimelinePost> byAuthor(Viewer viewer, long authorId, Cursor cursor) {
    return read(
        viewer,
        cursor,
        (sql, _) ->
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
        (sql, unwanted) ->
            leavesOut(sql, viewer, unwanted)
                ? range -> posts.idsByTagFor(sql, viewer.id(), key, range)
                : range -> posts.idsByTag(sql, key, range));
  }

  /// Whether there is anybody whom the viewer mutes or from whom they are apart. For most there is
  /// nobody, and their lists are read without a look at each author.
  private boolean leavesOut(DSLContext sql, Viewer viewer, Unwanted unwanted) {
    return unwanted.people()
        || (viewer.id() != Viewer.NOBODY.id() && !blocks.someApart(sql, viewer.id(), 1).isEmpty());
  }

  /// One post; null if there is none that the viewer may see.
  public @Nullable TimelinePost one(Viewer viewer, long id) {
    List<TimelinePost> found = these(viewer, List.of(id));
    return found.isEmpty() ? null : found.getFirst();
  }

  /// These posts in this order, but for those that the viewer may not see.
  public List<TimelinePost> these(Viewer viewer, List<Long> ids) {
    return ids.isEmpty()
        ? List.of()
        : database.read(sql -> hydrate(sql, ids, viewer, mutes.unwanted(sql, viewer)));
  }

  private interface Listing {
    Function<Range, List<Long>> in(DSLContext sql, Unwanted unwanted);
  }

  private Page<TimelinePost> read(Viewer viewer, Cursor cursor, Listing listing) {
    return database.read(
        sql -> {
          Unwanted unwanted = mutes.unwanted(sql, viewer);
          return hydrate(sql, ids(cursor, listing.in(sql, unwanted)), viewer, unwanted);
        });
  }

  private static Page<Long> ids(Cursor cursor, Function<Range, List<Long>> listing) {
    return Page.read(cursor, listing, Long::longValue);
  }

  private Page<TimelinePost> hydrate(
      DSLContext sql, Page<Long> ids, Viewer viewer, Unwanted unwanted) {
    return ids.with(hydrate(sql, ids.items(), viewer, unwanted));
  }

  private List<TimelinePost> hydrate(
      DSLContext sql, List<Long> ids, Viewer viewer, Unwanted unwanted) {
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
        .map(
            post ->
                new TimelinePost(
                    post,
                    mentions.getOrDefault(post.id(), Map.of()),
                    post.authorId() == viewer.id() ? null : unwanted.filtering(post.body())))
        .toList();
  }
}
