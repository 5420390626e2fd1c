package dev.microblog.platform.db;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// One page of a list that is read by cursor, newest first.
///
/// @param newer cursor of the page with newer items, null if this is the first
/// @param older cursor of the page with older items, null if this is the last
public record Page<T>(List<T> items, @Nullable Cursor newer, @Nullable Cursor older) {
  /// Items of a page, as in the tutorial's application.
  public static final int SIZE = 25;

  /// Reads the page that a cursor points to.
  ///
  /// @param list gives the items of a range; asked for one more than a page, to learn whether there
  /// are more
  /// @param id the id of an item
  public static <T> Page<T> read(
      Cursor cursor, Function<Range, List<T>> list, ToLongFunction<T> id) {
    List<T> found = new ArrayList<>(list.apply(cursor.range(SIZE + 1)));
    boolean more = found.size() > SIZE;
    boolean upwards = cursor instanceof Cursor.After;
    if (upwards && !more) {
      // The newest page, reached from below: show it whole.
      return read(Cursor.first(), list, id);
    }
    if (cursor instanceof Cursor.Numbered(int page)) {
      int from = Math.min(found.size(), (page - 1) * SIZE);
      more = found.size() > page * SIZE;
      found = new ArrayList<>(found.subList(from, Math.min(found.size(), page * SIZE)));
    } else if (more) {
      found.removeLast();
    }
    if (upwards) {
      found = new ArrayList<>(found.reversed());
    }
    boolean first = cursor.equals(Cursor.first()) || found.isEmpty();
    Cursor newer = first ? null : new Cursor.After(id.applyAsLong(found.getFirst()));
    boolean last = found.isEmpty() || (!more && !upwards);
    Cursor older = last ? null : new Cursor.Before(id.applyAsLong(found.getLast()));
    return new Page<>(List.copyOf(found), newer, older);
  }

  /// The same page with other items.
  public <U> Page<U> with(List<U> others) {
    return new Page<>(others, newer, older);
  }
}
