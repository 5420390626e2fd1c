package dev.microblog.timeline;

import dev.microblog.platform.db.Cursor;
import dev.microblog.platform.db.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The pages of a list that is whole and in memory, the newest first.
final class NaivePages {
  private NaivePages() {}

  static Page<Long> of(List<Long> all, Cursor cursor) {
    return switch (cursor) {
      case Cursor.Before(long id) -> {
        List<Long> rest = all.stream().filter(each -> each < id).toList();
        List<Long> items = rest.subList(0, Math.min(rest.size(), Page.SIZE));
        yield new Page<>(items, newer(items), rest.size() > Page.SIZE ? older(items) : null);
      }
      case Cursor.After(long id) -> {
        List<Long> rest = all.stream().filter(each -> each > id).toList();
        // What would not fill a page is shown as the newest page.
        if (rest.size() <= Page.SIZE) {
          yield of(all, Cursor.first());
        }
        List<Long> items = rest.subList(rest.size() - Page.SIZE, rest.size());
        yield new Page<>(items, newer(items), older(items));
      }
      case Cursor.Numbered(int page) -> {
        int end = Math.min(all.size(), page * Page.SIZE);
        List<Long> items = all.subList(Math.min(all.size(), (page - 1) * Page.SIZE), end);
        yield new Page<>(
            items, page == 1 ? null : newer(items), end < all.size() ? older(items) : null);
      }
    };
  }

  private static @Nullable Cursor newer(List<Long> items) {
    return items.isEmpty() ? null : new Cursor.After(items.getFirst());
  }

  private static @Nullable Cursor older(List<Long> items) {
    return items.isEmpty() ? null : new Cursor.Before(items.getLast());
  }
}
