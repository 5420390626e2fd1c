package dev.microblog.search;

import dev.microblog.account.Account;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Viewer;
import dev.microblog.block.BlockStore;
import dev.microblog.mute.MuteStore;
import dev.microblog.platform.db.Cursor;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Page;
import dev.microblog.platform.db.Range;
import dev.microblog.platform.http.Limit;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.index.Clause;
import dev.microblog.platform.index.Entry;
import dev.microblog.platform.index.IndexUnavailable;
import dev.microblog.platform.index.SearchIndex;
import dev.microblog.platform.index.Wanted;
import dev.microblog.platform.index.Words;
import dev.microblog.platform.text.Folding;
import dev.microblog.post.Post;
import dev.microblog.post.PostPolicy;
import dev.microblog.post.PostStore;
import dev.microblog.post.PostText;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finding posts and people. What the index gives is read from the database again, and the rule of
/// who may find it is asked again: the index may be a moment behind.
public final class Searches {
  /// How many of the best can be paged through; whoever wants more asks for the newest.
  public static final int MOST_BEST = 500;

  /// How many people are found at most.
  public static final int MOST_PEOPLE = 100;

  /// People apart from the viewer, and muted by them, whom the index is told to leave out, so that
  /// pages are full; the posts of more are left out of what it gives.
  private static final int MOST_LEFT_OUT = 50;

  private static final int SUGGESTED_PEOPLE = 5;
  private static final int SUGGESTED_TAGS = 4;
  /// Posts whose tags are looked at for suggestions.
  private static final int LOOKED_AT = 60;

  private static final Logger log = LoggerFactory.getLogger(Searches.class);

  /// What is asked.
  ///
  /// @param language BCP 47; empty for any
  public record Asked(SearchText text, String language) {}

  /// How a search ended.
  ///
  /// @param <T> what is found
  public sealed interface Outcome<T> {
    /// This was found, which may be nothing.
    record Found<T>(T what) implements Outcome<T> {}

    /// The search cannot be used now.
    record Unavailable<T>() implements Outcome<T> {}

    /// Too many searches in a short time.
    record TooMany<T>(Duration retryAfter) implements Outcome<T> {}
  }

  /// A page of what fits best.
  ///
  /// @param newer the page before; null if this is the first
  /// @param older the page after; null if this is the last
  public record Best(List<Long> ids, @Nullable Seen newer, @Nullable Seen older) {}

  /// What a beginning may become.
  public record Suggestions(List<Account> people, List<String> tags) {}

  private final Database database;
  private final SearchStore store;
  private final AccountStore accounts;
  private final PostStore posts;
  private final BlockStore blocks;
  private final MuteStore mutes;
  private final @Nullable SearchIndex index;
  private final Limits limits;
  private final InstantSource clock;

  /// @param index null where there is no search
  public Searches(
      Database database,
      SearchStore store,
      AccountStore accounts,
      PostStore posts,
      BlockStore blocks,
      MuteStore mutes,
      @Nullable SearchIndex index,
      Limits limits,
      InstantSource clock) {
    this.database = database;
    this.store = store;
    this.accounts = accounts;
    this.posts = posts;
    this.blocks = blocks;
    this.mutes = mutes;
    this.index = index;
    this.limits = limits;
    this.clock = clock;
  }

  /// The posts that fit best, the new before the old where they fit alike.
  ///
  /// @param page a page of old bookmarks, from 1; looked at where nothing was seen
  public Outcome<Best> best(Viewer viewer, Asked asked, Seen seen, int page) {
    return answer(viewer, engine -> best(engine, wanted(viewer, asked), viewer, seen, page));
  }

  private Best best(SearchIndex engine, Wanted wanted, Viewer viewer, Seen seen, int page) {
    int before = seen.shown().isEmpty() ? (page - 1) * Page.SIZE : seen.shown().size();
    if (before >= MOST_BEST) {
      return new Best(List.of(), null, null);
    }
    long now = clock.millis();
    int most = before + Page.SIZE + 1;
    List<Long> found = engine.best(wanted, now, seen.until(), most);
    List<Long> rest =
        seen.shown().isEmpty()
            ? found.stream().skip(before).toList()
            : found.stream().filter(id -> !seen.has(id)).toList();
    List<Long> ids = rest.stream().limit(Page.SIZE).toList();
    Seen start =
        seen.shown().isEmpty()
            ? new Seen(Ids.after(now), List.of()).with(found.stream().limit(before).toList())
            : seen;
    boolean more = rest.size() > Page.SIZE && before + Page.SIZE < MOST_BEST;
    return new Best(
        findable(ids, viewer),
        before == 0 ? null : start.without(Page.SIZE),
        more ? start.with(ids) : null);
  }

  /// The newest posts that fit.
  public Outcome<Page<Long>> newest(Viewer viewer, Asked asked, Cursor cursor) {
    return answer(
        viewer,
        engine -> {
          Wanted wanted = wanted(viewer, asked);
          Page<Long> page =
              Page.read(cursor, range -> engine.newest(wanted, range), Long::longValue);
          return page.with(findable(page.items(), viewer));
        });
  }

  /// Whether there is nothing to look for, such as where no letter was typed.
  public boolean nothing(Asked asked) {
    SearchTerms terms = new SearchTerms(asked.text(), Map.of());
    return terms.all().isEmpty() && terms.not().isEmpty();
  }

  /// Whether a search says what fits better, and not only what fits.
  public boolean ranks(Asked asked) {
    return new SearchTerms(asked.text(), Map.of()).all().stream().anyMatch(c -> !c.filters());
  }

  private <T> Outcome<T> answer(Viewer viewer, Function<SearchIndex, T> search) {
    if (index == null) {
      return new Outcome.Unavailable<>();
    }
    Duration wait = limits.take(Limit.SEARCH_BY_ACCOUNT, Long.toString(viewer.id()));
    if (!wait.isZero()) {
      return new Outcome.TooMany<>(wait);
    }
    try {
      return new Outcome.Found<>(search.apply(index));
    } catch (IndexUnavailable e) {
      log.warn("A search was not answered: {}", e.getMessage());
      return new Outcome.Unavailable<>();
    }
  }

  private Wanted wanted(Viewer viewer, Asked asked) {
    List<String> names = asked.text().authors();
    Map<String, Long> authors =
        names.isEmpty() ? Map.of() : database.read(sql -> accounts.idsByKey(sql, names));
    SearchTerms terms = new SearchTerms(asked.text(), authors);
    List<Clause> all = new ArrayList<>(terms.all());
    if (!asked.language().isEmpty()) {
      all.add(new Clause.Language(asked.language()));
    }
    List<Clause> not = new ArrayList<>(terms.not());
    Set<Long> unwanted =
        database.read(
            sql -> {
              Set<Long> some = new HashSet<>(blocks.someApart(sql, viewer.id(), MOST_LEFT_OUT));
              some.addAll(mutes.someMuted(sql, viewer.id(), MOST_LEFT_OUT));
              return some;
            });
    unwanted.forEach(id -> not.add(new Clause.Author(id)));
    return new Wanted(Entry.Kind.POST, PostPolicy.marks(viewer), all, not);
  }

  private List<Long> findable(List<Long> ids, Viewer viewer) {
    if (ids.isEmpty()) {
      return ids;
    }
    return database.read(
        sql -> {
          List<Post> found = posts.byIds(sql, ids);
          Set<Long> authors = found.stream().map(Post::authorId).collect(Collectors.toSet());
          Set<Long> hidden = store.hidden(sql, authors);
          Set<Long> apart = blocks.apartAmong(sql, viewer.id(), authors);
          Set<Long> muted = mutes.mutedAmong(sql, viewer.id(), authors);
          Set<Long> findable =
              found.stream()
                  .filter(p -> !muted.contains(p.authorId()))
                  .filter(p -> PostPolicy.findable(p, hidden.contains(p.authorId()), viewer, apart))
                  .map(Post::id)
                  .collect(Collectors.toSet());
          return ids.stream().filter(findable::contains).toList();
        });
  }

  /// People by their names and by what they say of themselves, the best first.
  public Outcome<List<Account>> people(Viewer viewer, SearchText text, int most) {
    List<Clause> names = new SearchTerms(text, Map.of()).people();
    return names.isEmpty()
        ? new Outcome.Found<>(List.of())
        : answer(viewer, engine -> people(engine, viewer, names, most));
  }

  private List<Account> people(SearchIndex engine, Viewer viewer, List<Clause> names, int most) {
    Wanted wanted = new Wanted(Entry.Kind.PERSON, PostPolicy.marks(viewer), names, List.of());
    List<Long> ids = engine.best(wanted, clock.millis(), Long.MAX_VALUE, most);
    return database.read(
        sql -> {
          Set<Long> hidden = store.hidden(sql, ids);
          return accounts.byIds(sql, ids).stream()
              .filter(person -> !hidden.contains(person.id()) || person.id() == viewer.id())
              .toList();
        });
  }

  /// What a search may become that is being typed: people, or tags where a tag is begun.
  public Outcome<Suggestions> suggest(Viewer viewer, String typed) {
    String word = typed.strip();
    if (word.isEmpty() || SearchText.over(word) > 0) {
      return new Outcome.Found<>(new Suggestions(List.of(), List.of()));
    }
    return answer(
        viewer,
        engine ->
            word.startsWith("#")
                ? new Suggestions(List.of(), tags(engine, viewer, word.substring(1)))
                : new Suggestions(
                    suggestedPeople(engine, viewer, word),
                    word.startsWith("@") ? List.of() : tags(engine, viewer, word)));
  }

  private List<Account> suggestedPeople(SearchIndex engine, Viewer viewer, String word) {
    String name = Words.ofNameTyped(word.startsWith("@") ? word.substring(1) : word);
    return name.isEmpty()
        ? List.of()
        : people(engine, viewer, List.of(new Clause.Name(name)), SUGGESTED_PEOPLE);
  }

  /// Tags that begin so, from the newest posts that have one: those that most of them have first.
  private List<String> tags(SearchIndex engine, Viewer viewer, String beginning) {
    String key = Folding.key(beginning);
    if (!PostText.isTag(beginning)) {
      return List.of();
    }
    Wanted wanted =
        new Wanted(
            Entry.Kind.POST,
            PostPolicy.marks(viewer),
            List.of(new Clause.Tag(key, true)),
            List.of());
    List<Long> ids = findable(engine.newest(wanted, Range.first(LOOKED_AT)), viewer);
    Map<String, Integer> times = new LinkedHashMap<>();
    for (Post post : database.read(sql -> posts.byIds(sql, ids))) {
      for (String tag : PostText.tagKeys(post.body())) {
        if (tag.startsWith(key)) {
          times.merge(tag, 1, Integer::sum);
        }
      }
    }
    return times.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .limit(SUGGESTED_TAGS)
        .map(Map.Entry::getKey)
        .toList();
  }
}
