package dev.microblog.api.own;

import dev.microblog.api.Answer;
import dev.microblog.api.Call;
import dev.microblog.api.Code;
import dev.microblog.api.FieldError;
import dev.microblog.api.Operation;
import dev.microblog.mute.Filter;
import dev.microblog.mute.Filters;
import dev.microblog.token.Scope;
import java.time.Duration;
import java.util.List;

/// The words that one does not want to read.
public final class FilterResource {
  private static final String GROUP = "filters";
  private static final String ALL = "/api/me/filters";

  /// Words to filter.
  ///
  /// @param words a word or more, found whatever their case
  /// @param action what is done with posts that have them: `warn` to fold them, `hide` to leave
  /// them out of lists
  public record NewFilter(String words, String action) {}

  /// Words that you filter.
  ///
  /// @param words as you wrote them
  /// @param action what is done with posts that have them: `warn` or `hide`
  public record FilterJson(String id, String words, String action) {
    static FilterJson of(Filter filter) {
      return new FilterJson(Long.toString(filter.id()), filter.words(), filter.action().word());
    }
  }

  /// Your filters, the newest first.
  public record FiltersJson(List<FilterJson> items) {}

  private final Filters filters;

  public FilterResource(Filters filters) {
    this.filters = filters;
  }

  /// What can be asked for.
  public List<Operation> operations() {
    return List.of(
        Operation.get(ALL, "readFilters")
            .of(GROUP, "Words that you filter")
            .needs(Scope.READ)
            .answers(200, FiltersJson.class)
            .by(
                call ->
                    Answer.ok(
                        new FiltersJson(
                            filters.list(call.viewer()).stream().map(FilterJson::of).toList()))),
        Operation.post(ALL, "addFilter")
            .of(GROUP, "Filter words, or change what is done with them")
            .needs(Scope.WRITE)
            .sent(NewFilter.class)
            .answers(201, FilterJson.class)
            .fails(Code.LIMIT_REACHED)
            .by(this::add),
        Operation.delete(ALL + "/{id}", "removeFilter")
            .of(GROUP, "Filter words no longer")
            .needs(Scope.WRITE)
            .fails(Code.NOT_FOUND)
            .by(
                call ->
                    filters.remove(call.viewer(), call.id("id"))
                        ? Answer.done()
                        : Answer.wrong(Code.NOT_FOUND)));
  }

  private Answer add(Call call) {
    NewFilter sent = call.body(NewFilter.class);
    Filter.Action action = Filter.Action.of(sent.action());
    if (action == null) {
      return Answer.invalid(FieldError.wrong("action", "It must be warn or hide."));
    }
    return switch (filters.add(call.viewer(), sent.words(), action)) {
      case Filters.Outcome.Added(Filter filter) ->
          Answer.created(FilterJson.of(filter), ALL + "/" + filter.id());
      case Filters.Outcome.Empty() -> Answer.invalid(FieldError.empty("words"));
      case Filters.Outcome.TooLong(int over) -> Answer.invalid(FieldError.tooLong("words", over));
      case Filters.Outcome.Full() -> Answer.wrong(Code.LIMIT_REACHED);
      case Filters.Outcome.TooMany(Duration wait) -> new Answer.Wait(wait);
      case Filters.Outcome.Unknown() -> Answer.wrong(Code.UNAUTHORIZED);
    };
  }
}
