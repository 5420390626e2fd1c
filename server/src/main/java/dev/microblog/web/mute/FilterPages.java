package dev.microblog.web.mute;

import dev.microblog.mute.Filter;
import dev.microblog.mute.Filters;
import dev.microblog.web.Exchange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The words that somebody filters, and the form for more.
public final class FilterPages {
  /// The path of the page.
  static final String PATH = "/settings/filters";

  /// Words that are to be filtered, as they were typed.
  public record FilterForm(String words, Filter.Action action) {
    static FilterForm fresh() {
      return new FilterForm("", Filter.Action.WARN);
    }
  }

  /// What the page shows.
  ///
  /// @param error key of what is wrong with the words; null if nothing is
  public record FiltersPage(List<Filter> filters, FilterForm form, @Nullable String error) {}

  private final Filters filters;

  public FilterPages(Filters filters) {
    this.filters = filters;
  }

  /// `GET /settings/filters`.
  public void show(Exchange exchange) {
    show(exchange, FilterForm.fresh(), null);
  }

  void show(Exchange exchange, FilterForm form, @Nullable String error) {
    exchange.render("filters.jte", new FiltersPage(filters.list(exchange.viewer()), form, error));
  }
}
