package dev.microblog.platform.db;

import org.jspecify.annotations.Nullable;

/// Where a page of a list begins: at an id, so that new items shift nothing, or at a number for old
/// bookmarks.
public sealed interface Cursor {
  /// The newest items older than an id.
  record Before(long id) implements Cursor {}

  /// The oldest items newer than an id.
  record After(long id) implements Cursor {}

  /// The page with this number, from 1. Its cost grows with the number, so there is a last one.
  record Numbered(int page) implements Cursor {}

  /// The highest page number that is answered with items.
  int LAST_NUMBER = 400;

  /// The newest items.
  static Cursor first() {
    return new Numbered(1);
  }

  /// The stretch of ids to read for a page.
  default Range range(int count) {
    return switch (this) {
      case Before(long id) -> Range.before(id, count);
      case After(long id) -> Range.after(id, count);
      case Numbered(int page) -> Range.first((page - 1) * Page.SIZE + count);
    };
  }

  /// Reads the cursor of an address. What is no number, or beyond all ids, counts as not given.
  static Cursor of(@Nullable String before, @Nullable String after, @Nullable String page) {
    long beforeId = number(before);
    if (beforeId > 0) {
      return new Before(beforeId);
    }
    long afterId = number(after);
    if (afterId > 0) {
      return new After(afterId);
    }
    long number = Math.max(1, number(page));
    return number > LAST_NUMBER ? new Before(1) : new Numbered((int) number);
  }

  /// The number, or 0; digits beyond 64 bits are the greatest number.
  private static long number(@Nullable String text) {
    if (text == null || text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return 0;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
