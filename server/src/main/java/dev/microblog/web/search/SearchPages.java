package dev.microblog.web.search;

import dev.microblog.account.Account;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Cursor;
import dev.microblog.platform.db.Page;
import dev.microblog.platform.http.Form;
import dev.microblog.post.LanguageDetector;
import dev.microblog.profile.Profile;
import dev.microblog.profile.Profiles;
import dev.microblog.search.Marks;
import dev.microblog.search.SearchText;
import dev.microblog.search.Searches;
import dev.microblog.search.Searches.Outcome;
import dev.microblog.search.Seen;
import dev.microblog.timeline.Timelines;
import dev.microblog.web.Exchange;
import dev.microblog.web.Pager;
import dev.microblog.web.PostList;
import dev.microblog.web.PostView;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The page of a search, and what is suggested while one types.
public final class SearchPages {
  /// The path of the page, under the tutorial's address.
  public static final String PATH = "/search";

  /// What to look for.
  public static final List<String> KINDS = List.of("all", "people", "posts");

  /// What the page explains, in this order.
  public static final List<String> HELP =
      List.of("words", "quote", "from", "tag", "time", "lang", "or", "not");

  /// People that stand above the posts.
  private static final int PEOPLE_ABOVE = 3;

  /// In code points. The box shows the whole search.
  private static final int LONGEST_HEADING = 60;

  private static final Pager NO_PAGES = new Pager(null, null);

  /// What the page shows.
  ///
  /// @param typed as it was typed
  /// @param kind one of [#KINDS]
  /// @param newest whether the newest come first, instead of the best
  /// @param language BCP 47 of the posts; empty for any
  /// @param notice key of what is said in place of results, or before them; null if nothing is
  /// @param number for the notice
  /// @param morePeople whether more people fit than are shown above the posts
  public record SearchPage(
      String typed,
      String kind,
      boolean newest,
      String language,
      @Nullable String notice,
      int number,
      List<FoundPerson> people,
      boolean morePeople,
      PostList posts,
      Pager pager) {
    /// Whether something was looked for, whatever was found.
    public boolean answered() {
      return notice == null || notice.equals("search.cut");
    }

    /// What was typed, as much of it as a headline takes.
    public String heading() {
      return typed.codePointCount(0, typed.length()) <= LONGEST_HEADING
          ? typed
          : typed.substring(0, typed.offsetByCodePoints(0, LONGEST_HEADING)).strip() + "…";
    }

    /// Whether something was looked for and nothing found.
    public boolean nothing() {
      return answered() && people.isEmpty() && posts.isEmpty() && pager.newer() == null;
    }
  }

  /// A person with the words that were looked for.
  public record FoundPerson(Profile profile, List<Marks.Piece> about) {}

  /// What is suggested.
  public record SuggestPage(List<Account> people, List<String> tags) {}

  /// What was asked for by the address.
  private record Wish(String typed, String kind, boolean newest, String language) {
    String path() {
      return PATH
          + "?q="
          + Form.encode(typed)
          + (kind.equals("all") ? "" : "&in=" + kind)
          + (newest ? "&sort=new" : "")
          + (language.isEmpty() ? "" : "&lang=" + language);
    }

    SearchPage saying(String notice, int number) {
      return page(notice, number, List.of(), false, PostList.NONE, NO_PAGES);
    }

    SearchPage page(
        @Nullable String notice,
        int number,
        List<FoundPerson> people,
        boolean morePeople,
        PostList posts,
        Pager pager) {
      return new SearchPage(
          typed, kind, newest, language, notice, number, people, morePeople, posts, pager);
    }

    /// What was found for a search, of which the rest may have been cut off.
    SearchPage found(
        SearchText text,
        List<FoundPerson> people,
        boolean morePeople,
        PostList posts,
        Pager pager) {
      String notice = text.cut() ? "search.cut" : null;
      return page(notice, SearchText.MOST_PARTS, people, morePeople, posts, pager);
    }
  }

  private final Searches searches;
  private final Timelines timelines;
  private final Profiles profiles;

  public SearchPages(Searches searches, Timelines timelines, Profiles profiles) {
    this.searches = searches;
    this.timelines = timelines;
    this.profiles = profiles;
  }

  /// `GET /search`.
  public void show(Exchange exchange) {
    String typed = exchange.query("q");
    if (typed == null || typed.isBlank()) {
      exchange.redirect("/explore");
      return;
    }
    String kind = exchange.query("in");
    String language = exchange.query("lang");
    Wish wish =
        new Wish(
            typed,
            kind != null && KINDS.contains(kind) ? kind : "all",
            "new".equals(exchange.query("sort")),
            language != null && LanguageDetector.LANGUAGES.contains(language) ? language : "");
    int over = SearchText.over(typed);
    SearchText text = over > 0 ? SearchText.read("") : SearchText.read(typed);
    Searches.Asked asked = new Searches.Asked(text, wish.language());
    if (over > 0) {
      render(exchange, wish.saying("search.tooLong", over));
    } else if (searches.nothing(asked)) {
      render(exchange, wish.saying("search.noWords", 0));
    } else if (wish.kind().equals("people")) {
      people(exchange, wish, text);
    } else if (wish.newest() || !searches.ranks(asked)) {
      newest(exchange, wish, asked);
    } else {
      best(exchange, wish, asked);
    }
  }

  private void people(Exchange exchange, Wish wish, SearchText text) {
    switch (searches.people(exchange.viewer(), text, Searches.MOST_PEOPLE)) {
      case Outcome.Found<List<Account>>(List<Account> found) ->
          render(
              exchange,
              wish.found(
                  text,
                  marked(exchange.viewer(), found, new Marks(text)),
                  false,
                  PostList.NONE,
                  NO_PAGES));
      case Outcome.Unavailable<List<Account>> _ -> unavailable(exchange, wish);
      case Outcome.TooMany<List<Account>>(Duration wait) -> exchange.refuse(wait);
    }
  }

  private void newest(Exchange exchange, Wish wish, Searches.Asked asked) {
    Cursor cursor = exchange.cursor();
    switch (searches.newest(exchange.viewer(), asked, cursor)) {
      case Outcome.Found<Page<Long>>(Page<Long> page) ->
          posts(
              exchange,
              wish,
              asked,
              page.items(),
              cursor.equals(Cursor.first()),
              Pager.of(wish.path(), page));
      case Outcome.Unavailable<Page<Long>> _ -> unavailable(exchange, wish);
      case Outcome.TooMany<Page<Long>>(Duration wait) -> exchange.refuse(wait);
    }
  }

  private void best(Exchange exchange, Wish wish, Searches.Asked asked) {
    Seen seen = Seen.of(exchange.query("seen"));
    int number =
        Cursor.of(null, null, exchange.query("page")) instanceof Cursor.Numbered(int page)
            ? page
            : Cursor.LAST_NUMBER;
    switch (searches.best(exchange.viewer(), asked, seen, number)) {
      case Outcome.Found<Searches.Best>(Searches.Best best) ->
          posts(
              exchange,
              wish,
              asked,
              best.ids(),
              best.newer() == null,
              new Pager(link(wish, best.newer()), link(wish, best.older())));
      case Outcome.Unavailable<Searches.Best> _ -> unavailable(exchange, wish);
      case Outcome.TooMany<Searches.Best>(Duration wait) -> exchange.refuse(wait);
    }
  }

  private static @Nullable String link(Wish wish, @Nullable Seen seen) {
    if (seen == null) {
      return null;
    }
    return seen.first() ? wish.path() : wish.path() + "&seen=" + seen;
  }

  private void posts(
      Exchange exchange,
      Wish wish,
      Searches.Asked asked,
      List<Long> ids,
      boolean firstPage,
      Pager pager) {
    Viewer viewer = exchange.viewer();
    Marks marks = new Marks(asked.text());
    List<Account> people = List.of();
    if (firstPage
        && wish.kind().equals("all")
        && searches.people(viewer, asked.text(), PEOPLE_ABOVE + 1)
            instanceof Outcome.Found<List<Account>>(List<Account> found)) {
      people = found;
    }
    render(
        exchange,
        wish.found(
            asked.text(),
            marked(viewer, people.stream().limit(PEOPLE_ABOVE).toList(), marks),
            people.size() > PEOPLE_ABOVE,
            PostList.of(
                timelines.these(viewer, ids), entry -> PostView.found(entry, viewer, marks)),
            pager));
  }

  private List<FoundPerson> marked(Viewer viewer, List<Account> people, Marks marks) {
    return profiles.of(viewer, people).stream()
        .map(p -> new FoundPerson(p, marks.pieces(p.account().aboutMe(), "")))
        .toList();
  }

  private static void unavailable(Exchange exchange, Wish wish) {
    exchange.render(503, "search.jte", wish.saying("search.unavailable", 0));
  }

  private static void render(Exchange exchange, SearchPage page) {
    exchange.render("search.jte", page);
  }

  /// `GET /search/suggest`: a fragment of a page.
  public void suggest(Exchange exchange) {
    String typed = exchange.query("q");
    switch (searches.suggest(exchange.viewer(), typed == null ? "" : typed)) {
      case Outcome.Found<Searches.Suggestions>(Searches.Suggestions found) ->
          exchange.render("suggest.jte", new SuggestPage(found.people(), found.tags()));
      // Nobody waits for suggestions.
      case Outcome.Unavailable<Searches.Suggestions> _ -> exchange.nothing();
      case Outcome.TooMany<Searches.Suggestions>(Duration wait) -> exchange.refuse(wait);
    }
  }
}
