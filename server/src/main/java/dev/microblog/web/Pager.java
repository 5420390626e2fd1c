package dev.microblog.web;

import dev.microblog.platform.db.Cursor;
import dev.microblog.platform.db.Page;
import org.jspecify.annotations.Nullable;

/// The links below a list.
///
/// @param newer address of the newer page, null if there is none
/// @param older address of the older page, null if there is none
public record Pager(@Nullable String newer, @Nullable String older) {
  /// The links of a page of a list.
  ///
  /// @param path of the list, with a query if it has one
  public static Pager of(String path, Page<?> page) {
    return new Pager(link(path, page.newer()), link(path, page.older()));
  }

  private static @Nullable String link(String path, @Nullable Cursor cursor) {
    return switch (cursor) {
      case null -> null;
      case Cursor.Before(long id) -> with(path, "before=" + id);
      case Cursor.After(long id) -> with(path, "after=" + id);
      case Cursor.Numbered(int number) -> with(path, "page=" + number);
    };
  }

  private static String with(String path, String parameter) {
    return path + (path.indexOf('?') < 0 ? '?' : '&') + parameter;
  }
}
