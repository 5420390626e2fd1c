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
  /// @param path of the list
  public static Pager of(String path, Page<?> page) {
    return new Pager(link(path, page.newer()), link(path, page.older()));
  }

  private static @Nullable String link(String path, @Nullable Cursor cursor) {
    return switch (cursor) {
      case null -> null;
      case Cursor.Before(long id) -> path + "?before=" + id;
      case Cursor.After(long id) -> path + "?after=" + id;
      case Cursor.Numbered(int number) -> path + "?page=" + number;
    };
  }
}
