package dev.microblog.export;

import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Kept;
import dev.microblog.platform.db.Range;
import dev.microblog.post.Post;
import dev.microblog.post.PostPolicy;
import dev.microblog.post.PostStore;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jooq.DSLContext;

/// The posts of the person.
///
/// @param newestFirst whether they are written in this order
/// @param frame what stands around them
/// @param item writes one
record PostSection(
    String file,
    PostStore posts,
    boolean newestFirst,
    ExportFrame frame,
    Function<Post, String> item)
    implements Section {
  /// How many are read at a time.
  private static final int COUNT = 300;

  /// A piece that is as long is long enough: posts may be.
  private static final int LONG = 512 * 1024;

  @Override
  public Piece read(DSLContext sql, Viewer viewer, long before, Place from) {
    List<Long> ids = posts.idsByAuthor(sql, viewer.id(), range(before, from));
    StringBuilder text = new StringBuilder(from.equals(Place.BEGIN) ? frame.begin() : "");
    long last = from.first();
    long written = from.written();
    int read = 0;
    while (read < ids.size() && text.length() < LONG) {
      List<Long> some = ids.subList(read, Math.min(ids.size(), read + Kept.MOST));
      for (Post post : visible(sql, viewer, some)) {
        text.append(frame.before(written)).append(item.apply(post));
        written++;
      }
      last = some.getLast();
      read += some.size();
    }
    boolean all = ids.size() < COUNT && read == ids.size();
    if (all) {
      text.append(frame.end(written));
    }
    return new Piece(text.toString(), all ? null : new Place(last, 0, written), read);
  }

  private Range range(long before, Place from) {
    return newestFirst
        ? Range.before(from.first() == 0 ? before : from.first(), COUNT)
        : new Range(before, from.first(), COUNT, true);
  }

  private List<Post> visible(DSLContext sql, Viewer viewer, List<Long> ids) {
    Comparator<Post> order = Comparator.comparingLong(Post::id);
    return posts.byIds(sql, ids).stream()
        .filter(post -> PostPolicy.visible(post, viewer, Set.of()))
        .sorted(newestFirst ? order.reversed() : order)
        .toList();
  }
}
