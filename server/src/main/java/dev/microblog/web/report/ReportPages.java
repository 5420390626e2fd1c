package dev.microblog.web.report;

import dev.microblog.platform.http.Form;
import dev.microblog.profile.Profile;
import dev.microblog.profile.Profiles;
import dev.microblog.timeline.TimelinePost;
import dev.microblog.timeline.Timelines;
import dev.microblog.web.Exchange;
import dev.microblog.web.PostView;
import org.jspecify.annotations.Nullable;

/// The forms to report a post or a person.
public final class ReportPages {
  /// What such a form shows.
  ///
  /// @param name of who is reported, or wrote what is
  /// @param post that is reported; null if the person is
  /// @param reason the name of the chosen one; empty if none is yet
  /// @param message what was typed
  /// @param error key of what is wrong with the reason or the comment; null if nothing is
  public record ReportPage(
      String name, @Nullable PostView post, String reason, String message, @Nullable String error) {
    /// Where one comes back to.
    public String back() {
      return post == null ? "/user/" + Form.encode(name) : "/post/" + post.id();
    }

    /// Where the form is sent.
    public String action() {
      return back() + "/report";
    }
  }

  private final Timelines timelines;
  private final Profiles profiles;

  public ReportPages(Timelines timelines, Profiles profiles) {
    this.timelines = timelines;
    this.profiles = profiles;
  }

  /// `GET /post/{id}/report`.
  public void post(Exchange exchange) {
    post(exchange, "", "", null);
  }

  /// `GET /user/{name}/report`.
  public void person(Exchange exchange) {
    person(exchange, "", "", null);
  }

  void post(Exchange exchange, String reason, String message, @Nullable String error) {
    TimelinePost post = timelines.one(exchange.viewer(), exchange.id());
    if (post == null || post.post().authorId() == exchange.viewer().id()) {
      exchange.notFound();
      return;
    }
    PostView view = new PostView(post, exchange.viewer());
    exchange.render("report.jte", new ReportPage(view.author(), view, reason, message, error));
  }

  void person(Exchange exchange, String reason, String message, @Nullable String error) {
    Profile profile = profiles.of(exchange.viewer(), exchange.path("name"));
    if (profile == null || profile.own()) {
      exchange.notFound();
      return;
    }
    exchange.render(
        "report.jte", new ReportPage(profile.account().name(), null, reason, message, error));
  }
}
