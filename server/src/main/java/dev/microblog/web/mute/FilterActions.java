package dev.microblog.web.mute;

import dev.microblog.mute.Filter;
import dev.microblog.mute.Filters;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;
import dev.microblog.web.mute.FilterPages.FilterForm;
import java.time.Duration;

/// Adding and removing words that are filtered.
public final class FilterActions {
  private final Filters filters;
  private final FilterPages pages;

  public FilterActions(Filters filters, FilterPages pages) {
    this.filters = filters;
    this.pages = pages;
  }

  /// `POST /settings/filters`.
  public void add(Exchange exchange) {
    // A field of the name "action" would hide where the form leads from scripts.
    Filter.Action action = Filter.Action.of(exchange.form().get("what"));
    FilterForm form =
        new FilterForm(exchange.form().get("words"), action == null ? Filter.Action.WARN : action);
    if (!trusted(exchange, form)) {
      return;
    }
    switch (filters.add(exchange.viewer(), form.words(), form.action())) {
      case Filters.Outcome.Added(Filter filter) -> {
        exchange.tellNext(Flash.good("flash.filterAdded", filter.words()));
        exchange.redirect(FilterPages.PATH);
      }
      case Filters.Outcome.Empty() -> pages.show(exchange, form, "field.required");
      case Filters.Outcome.TooLong _ -> pages.show(exchange, form, "problem.FILTER_TOO_LONG");
      case Filters.Outcome.Full() -> pages.show(exchange, form, "problem.FILTERS_FULL");
      case Filters.Outcome.TooMany(Duration wait) -> {
        exchange.tooMany(wait);
        exchange.tell(Flash.tooMany(wait));
        pages.show(exchange, form, null);
      }
      case Filters.Outcome.Unknown() -> exchange.notFound();
    }
  }

  /// `POST /settings/filters/{id}/remove`. One that is gone already is what was asked for.
  public void remove(Exchange exchange) {
    if (trusted(exchange, FilterForm.fresh())) {
      filters.remove(exchange.viewer(), exchange.id());
      exchange.tellNext(Flash.good("flash.filterRemoved"));
      exchange.redirect(FilterPages.PATH);
    }
  }

  private boolean trusted(Exchange exchange, FilterForm form) {
    boolean trusted = exchange.trusted();
    if (!trusted) {
      exchange.tell(Flash.bad("flash.staleForm"));
      pages.show(exchange, form, null);
    }
    return trusted;
  }
}
