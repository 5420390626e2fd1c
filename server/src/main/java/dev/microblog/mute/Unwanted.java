package dev.microblog.mute;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody does not want to read. Most people have nothing of the kind.
public final class Unwanted {
  /// Nothing.
  public static final Unwanted NOTHING = new Unwanted(false, List.of());

  /// @param key the words as they are compared
  private record Looked(Filter filter, String key) {}

  private final boolean people;
  private final List<Looked> filters;

  /// @param people whether they mute anybody
  Unwanted(boolean people, List<Filter> filters) {
    this.people = people;
    this.filters =
        filters.stream()
            .sorted(Comparator.comparing(Filter::hides).reversed().thenComparingLong(Filter::id))
            .map(filter -> new Looked(filter, FilterText.key(filter.words())))
            .toList();
  }

  /// Whether they mute anybody: of most people, who do not, lists are read without a look at each
  /// author.
  public boolean people() {
    return people;
  }

  /// The filter whose words stand in a text, one that hides before one that warns; null if none
  /// does.
  public @Nullable Filter filtering(String text) {
    if (filters.isEmpty()) {
      return null;
    }
    String key = FilterText.key(text);
    for (Looked looked : filters) {
      if (FilterText.has(key, looked.key())) {
        return looked.filter();
      }
    }
    return null;
  }
}
