package dev.microblog.api.search;

import dev.microblog.account.Account;
import dev.microblog.api.Answer;
import dev.microblog.api.Call;
import dev.microblog.api.Code;
import dev.microblog.api.FieldError;
import dev.microblog.api.Operation;
import dev.microblog.api.Parameter;
import dev.microblog.api.person.PersonJson;
import dev.microblog.api.post.PostJson;
import dev.microblog.platform.db.Page;
import dev.microblog.profile.Profiles;
import dev.microblog.search.SearchText;
import dev.microblog.search.Searches;
import dev.microblog.search.Seen;
import dev.microblog.timeline.Timelines;
import dev.microblog.token.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finding posts and people.
public final class SearchResource {
  private static final String GROUP = "search";
  private static final Parameter QUERY =
      Parameter.query("q", "What is looked for, as it would be typed into the box of the pages.");

  private final Searches searches;
  private final Timelines timelines;
  private final Profiles profiles;

  public SearchResource(Searches searches, Timelines timelines, Profiles profiles) {
    this.searches = searches;
    this.timelines = timelines;
    this.profiles = profiles;
  }

  /// What can be asked for.
  public List<Operation> operations() {
    return List.of(
        Operation.get("/api/search/posts", "searchPosts")
            .of(GROUP, "Find posts")
            .needs(Scope.READ)
            .elsewhere()
            .takes(QUERY, Parameter.query("sort", "`best`, or `new` for the newest first."))
            .takes(Parameter.query("seen", "As a link of an earlier answer has it."))
            .listing(PostJson.class)
            .fails(Code.SEARCH_UNAVAILABLE)
            .by(this::posts),
        Operation.get("/api/search/people", "searchPeople")
            .of(GROUP, "Find people")
            .needs(Scope.READ)
            .elsewhere()
            .takes(QUERY)
            .answers(200, PeopleJson.class)
            .fails(Code.SEARCH_UNAVAILABLE)
            .by(this::people));
  }

  /// The people who were found, who fits best first.
  public record PeopleJson(List<PersonJson> items) {}

  private Answer posts(Call call) {
    String typed = call.query("q");
    Answer refused = refused(typed);
    if (typed == null || refused != null) {
      return refused == null ? Answer.wrong(Code.INVALID_PARAMETER) : refused;
    }
    Searches.Asked asked = new Searches.Asked(SearchText.read(typed), "");
    if (searches.nothing(asked)) {
      return call.listing(List.of(), null, null);
    }
    String sort = call.choice("sort", "best", List.of("best", "new"));
    return sort.equals("new") || !searches.ranks(asked) ? newest(call, asked) : best(call, asked);
  }

  private static @Nullable Answer refused(@Nullable String typed) {
    if (typed == null || typed.isBlank()) {
      return Answer.wrong(Code.INVALID_PARAMETER, "The parameter q must have words.");
    }
    int over = SearchText.over(typed);
    return over > 0
        ? Answer.wrong(
            Code.INVALID_PARAMETER, "The parameter q: " + FieldError.tooLong("q", over).detail())
        : null;
  }

  private Answer newest(Call call, Searches.Asked asked) {
    return switch (searches.newest(call.viewer(), asked, call.cursor())) {
      case Searches.Outcome.Found<Page<Long>>(Page<Long> page) ->
          call.list(
              page.with(timelines.these(call.viewer(), page.items())),
              post -> PostJson.of(post, call.base()));
      case Searches.Outcome.Unavailable<Page<Long>> _ -> Answer.wrong(Code.SEARCH_UNAVAILABLE);
      case Searches.Outcome.TooMany<Page<Long>>(Duration wait) -> new Answer.Wait(wait);
    };
  }

  private Answer best(Call call, Searches.Asked asked) {
    Seen seen = Seen.of(call.query("seen"));
    return switch (searches.best(call.viewer(), asked, seen, 1)) {
      case Searches.Outcome.Found<Searches.Best>(Searches.Best best) ->
          call.listing(
              timelines.these(call.viewer(), best.ids()).stream()
                  .map(post -> PostJson.of(post, call.base()))
                  .toList(),
              page(call, best.older()),
              page(call, best.newer()));
      case Searches.Outcome.Unavailable<Searches.Best> _ -> Answer.wrong(Code.SEARCH_UNAVAILABLE);
      case Searches.Outcome.TooMany<Searches.Best>(Duration wait) -> new Answer.Wait(wait);
    };
  }

  private static @Nullable String page(Call call, @Nullable Seen seen) {
    if (seen == null) {
      return null;
    }
    return call.here(seen.first() ? Map.of() : Map.of("seen", seen.toString()));
  }

  private Answer people(Call call) {
    String typed = call.query("q");
    Answer refused = refused(typed);
    if (typed == null || refused != null) {
      return refused == null ? Answer.wrong(Code.INVALID_PARAMETER) : refused;
    }
    SearchText text = SearchText.read(typed);
    return switch (searches.people(call.viewer(), text, Searches.MOST_PEOPLE)) {
      case Searches.Outcome.Found<List<Account>>(List<Account> found) ->
          Answer.ok(
              new PeopleJson(
                  profiles.of(call.viewer(), found).stream()
                      .map(person -> PersonJson.of(person, call.base()))
                      .toList()));
      case Searches.Outcome.Unavailable<List<Account>> _ -> Answer.wrong(Code.SEARCH_UNAVAILABLE);
      case Searches.Outcome.TooMany<List<Account>>(Duration wait) -> new Answer.Wait(wait);
    };
  }
}
