package dev.microblog.api.tutorial;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A numbered page of people in the tutorial's shape.
///
/// @param links the pages beside it
/// @param meta how many there are
public record TutorialCollection(
    @JsonProperty("_links") PageLinks links,
    @JsonProperty("_meta") Meta meta,
    List<TutorialUser> items) {
  /// The pages beside a page.
  public record PageLinks(@Nullable String next, @Nullable String prev, String self) {}

  /// How many there are.
  ///
  /// @param page its number, from 1
  /// @param perPage people on a page
  /// @param totalItems people on all pages
  /// @param totalPages how many pages there are
  public record Meta(int page, int perPage, long totalItems, long totalPages) {}

  static TutorialCollection of(
      String path, int page, int perPage, long total, List<TutorialUser> items) {
    long pages = Math.ceilDiv(total, (long) perPage);
    return new TutorialCollection(
        new PageLinks(
            page < pages ? link(path, page + 1, perPage) : null,
            page > 1 ? link(path, page - 1, perPage) : null,
            link(path, page, perPage)),
        new Meta(page, perPage, total, pages),
        items);
  }

  private static String link(String path, int page, int perPage) {
    return path + "?page=" + page + "&per_page=" + perPage;
  }
}
