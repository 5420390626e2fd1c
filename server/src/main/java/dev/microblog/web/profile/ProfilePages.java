package dev.microblog.web.profile;

import dev.microblog.account.Account;
import dev.microblog.account.Viewer;
import dev.microblog.follow.Follows;
import dev.microblog.platform.db.Page;
import dev.microblog.platform.http.Form;
import dev.microblog.platform.text.CleanText;
import dev.microblog.platform.text.Messages;
import dev.microblog.profile.Profile;
import dev.microblog.profile.Profiles;
import dev.microblog.timeline.TimelinePost;
import dev.microblog.timeline.Timelines;
import dev.microblog.web.Card;
import dev.microblog.web.Exchange;
import dev.microblog.web.Pager;
import dev.microblog.web.PostView;
import dev.microblog.web.feed.Feeds;
import java.util.List;
import java.util.function.Function;

/// A person's page, and the lists of who follows whom.
public final class ProfilePages {
  /// What a person's page shows.
  public record ProfilePage(Card card, Profile profile, List<PostView> posts, Pager pager) {}

  /// What a list of people shows.
  ///
  /// @param title key of the headline, which takes the name
  /// @param empty key of what is said of an empty list
  public record PeoplePage(
      Profile profile, String title, String empty, List<Profile> people, Pager pager) {}

  private final Profiles profiles;
  private final Follows follows;
  private final Timelines timelines;

  public ProfilePages(Profiles profiles, Follows follows, Timelines timelines) {
    this.profiles = profiles;
    this.follows = follows;
    this.timelines = timelines;
  }

  /// `GET /user/{name}`.
  public void show(Exchange exchange) {
    Viewer viewer = exchange.reader();
    Profile profile = profiles.of(viewer, exchange.path("name"));
    if (profile == null) {
      exchange.notFound();
      return;
    }
    Page<TimelinePost> page = timelines.byAuthor(viewer, profile.account().id(), exchange.cursor());
    exchange.render(
        "profile.jte",
        new ProfilePage(
            card(exchange.texts(), profile, exchange.settings().name()),
            profile,
            PostView.all(page.items(), viewer),
            Pager.of(path(profile), page)));
  }

  /// What other sites show of a profile.
  ///
  /// @param site what the site is called
  public static Card card(Messages t, Profile profile, String site) {
    String about = CleanText.line(profile.account().aboutMe());
    String text = about.isEmpty() ? t.get("profile.card", profile.account().name(), site) : about;
    return new Card("profile", text, path(profile), path(profile) + Feeds.FILE);
  }

  /// `GET /user/{name}/popup`: the card over a name, as a fragment of a page.
  public void popup(Exchange exchange) {
    Profile profile = profiles.of(exchange.reader(), exchange.path("name"));
    if (profile == null) {
      exchange.notFound();
    } else {
      exchange.render("popup.jte", profile);
    }
  }

  /// `GET /user/{name}/followers`.
  public void followers(Exchange exchange) {
    people(
        exchange,
        "followers",
        profile -> follows.followers(profile.account().id(), exchange.cursor()));
  }

  /// `GET /user/{name}/following`.
  public void following(Exchange exchange) {
    people(
        exchange,
        "following",
        profile -> follows.following(profile.account().id(), exchange.cursor()));
  }

  private void people(Exchange exchange, String list, Function<Profile, Page<Account>> listing) {
    Profile profile = profiles.of(exchange.reader(), exchange.path("name"));
    if (profile == null) {
      exchange.notFound();
      return;
    }
    Page<Account> page = listing.apply(profile);
    exchange.render(
        "people.jte",
        new PeoplePage(
            profile,
            "people." + list,
            "people." + list + ".empty",
            profiles.of(exchange.reader(), page.items()),
            Pager.of(path(profile) + "/" + list, page)));
  }

  static String path(Profile profile) {
    return "/user/" + Form.encode(profile.account().name());
  }
}
