package dev.microblog.web.timeline;

import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Cursor;
import dev.microblog.platform.db.Page;
import dev.microblog.platform.text.Messages;
import dev.microblog.post.PostText;
import dev.microblog.profile.Profile;
import dev.microblog.profile.Profiles;
import dev.microblog.timeline.TimelinePost;
import dev.microblog.timeline.Timelines;
import dev.microblog.web.Card;
import dev.microblog.web.Composer;
import dev.microblog.web.Exchange;
import dev.microblog.web.Pager;
import dev.microblog.web.PostList;
import dev.microblog.web.PostView;
import dev.microblog.web.feed.Feeds;
import java.util.List;

/// The lists of posts.
public final class TimelinePages {
  /// What the home page shows.
  ///
  /// @param suggestions people to follow, for those who have nothing to read yet
  public record HomePage(
      Composer composer, PostList posts, Pager pager, List<Profile> suggestions) {}

  /// What those who are not signed in see first.
  public record LandingPage(Card card, List<PostView> posts) {}

  /// What the page of all posts shows.
  public record ExplorePage(Card card, PostList posts, Pager pager) {}

  /// What a tag's page shows.
  public record TagPage(Card card, String tag, PostList posts, Pager pager) {}

  /// The bar that offers newer posts.
  ///
  /// @param count how many there are
  /// @param many whether there are more than a page holds
  /// @param path of the page that shows them
  public record FreshBar(int count, boolean many, String path) {}

  /// How many posts the first page shows.
  private static final int LATEST = 5;

  private final Timelines timelines;
  private final Profiles profiles;

  public TimelinePages(Timelines timelines, Profiles profiles) {
    this.timelines = timelines;
    this.profiles = profiles;
  }

  /// `GET /`: home, or what the site is for those who are not signed in.
  public void start(Exchange exchange) {
    if (exchange.signedIn()) {
      home(exchange);
      return;
    }
    Viewer nobody = exchange.reader();
    List<TimelinePost> posts = timelines.explore(nobody, Cursor.first()).items();
    exchange.render(
        "landing.jte",
        new LandingPage(
            new Card("website", description(exchange), "/", null),
            PostView.all(posts.subList(0, Math.min(LATEST, posts.size())), nobody)));
  }

  private static String description(Exchange exchange) {
    String said = exchange.settings().description();
    return said.isEmpty() ? exchange.texts().get("landing.text") : said;
  }

  /// `GET /index`.
  public void home(Exchange exchange) {
    home(exchange, Composer.fresh("/index"));
  }

  /// The home page with a form that may have been sent already.
  void home(Exchange exchange, Composer composer) {
    Viewer viewer = exchange.viewer();
    Cursor cursor = exchange.cursor();
    Page<TimelinePost> page = timelines.home(viewer, cursor);
    boolean nothing = page.items().isEmpty() && cursor.equals(Cursor.first());
    exchange.render(
        "home.jte",
        new HomePage(
            composer,
            PostList.of(page.items(), viewer),
            Pager.of("/index", page),
            nothing ? profiles.suggestions(viewer) : List.of()));
  }

  /// `GET /index/fresh?after=ID`: a fragment that offers what is newer. For who is no longer signed
  /// in there is nothing: a page that asks by itself must not send anybody anywhere.
  public void freshHome(Exchange exchange) {
    Cursor.After after = exchange.after();
    int count =
        after == null || !exchange.signedIn()
            ? 0
            : timelines.newerAtHome(exchange.viewer(), after.id());
    fresh(exchange, count, "/index");
  }

  /// `GET /explore/fresh?after=ID`.
  public void freshExplore(Exchange exchange) {
    Cursor.After after = exchange.after();
    int count = after == null ? 0 : timelines.newerPublic(exchange.reader(), after.id());
    fresh(exchange, count, "/explore");
  }

  private static void fresh(Exchange exchange, int count, String path) {
    if (count == 0) {
      exchange.nothing();
    } else {
      exchange.render("fresh.jte", new FreshBar(count, count > Page.SIZE, path));
    }
  }

  /// `GET /explore`.
  public void explore(Exchange exchange) {
    Viewer viewer = exchange.reader();
    Page<TimelinePost> page = timelines.explore(viewer, exchange.cursor());
    exchange.render(
        "explore.jte",
        new ExplorePage(
            exploreCard(exchange.texts()),
            PostList.of(page.items(), viewer),
            Pager.of("/explore", page)));
  }

  /// `GET /tag/{tag}`.
  public void tag(Exchange exchange) {
    String tag = exchange.path("tag");
    if (!PostText.isTag(tag)) {
      exchange.notFound();
      return;
    }
    Viewer viewer = exchange.reader();
    Page<TimelinePost> page = timelines.byTag(viewer, tag, exchange.cursor());
    exchange.render(
        "tag.jte",
        new TagPage(
            tagCard(exchange.texts(), tag),
            tag,
            PostList.of(page.items(), viewer),
            Pager.of(PostView.tagPath(tag), page)));
  }

  /// What other sites show of the explore page.
  public static Card exploreCard(Messages t) {
    return new Card("website", t.get("explore.text"), "/explore", null);
  }

  /// What other sites show of the page of a tag.
  public static Card tagCard(Messages t, String tag) {
    String path = PostView.tagPath(tag);
    return new Card("website", t.get("tag.text"), path, path + Feeds.FILE);
  }
}
