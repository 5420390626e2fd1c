package dev.microblog.web.admin;

import dev.microblog.account.Viewer;
import dev.microblog.moderation.AccountCare;
import dev.microblog.moderation.Actor;
import dev.microblog.moderation.PostCare;
import dev.microblog.timeline.TimelinePost;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;
import dev.microblog.web.PostView;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Hiding a post and showing it again.
public final class HidingPages {
  /// What the page shows.
  ///
  /// @param why it is hidden; null if it is not
  /// @param typed the reason that was sent
  /// @param error key of what is wrong with it; null if nothing is
  public record HidingPage(
      PostView post, @Nullable String why, String typed, @Nullable String error) {}

  private interface Deed {
    AccountCare.Outcome by(Actor actor, long postId, String reason);
  }

  private final PostCare care;

  public HidingPages(PostCare care) {
    this.care = care;
  }

  /// `GET /admin/posts/{id}`.
  public void show(Exchange exchange) {
    show(exchange, "", null);
  }

  private void show(Exchange exchange, String typed, @Nullable String error) {
    PostCare.Looked looked = care.look(exchange.viewer(), exchange.id());
    if (looked == null) {
      exchange.notFound();
      return;
    }
    exchange.render(
        "admin-post.jte",
        new HidingPage(
            new PostView(new TimelinePost(looked.post(), Map.of()), exchange.viewer()),
            looked.hidden() == null ? null : looked.hidden().reason(),
            typed,
            error));
  }

  /// `POST /admin/posts/{id}/hide`.
  public void hide(Exchange exchange) {
    act(exchange, Reasoned.of(exchange, true), care::hide, "flash.postHidden");
  }

  /// `POST /admin/posts/{id}/show`.
  public void unhide(Exchange exchange) {
    act(exchange, Reasoned.of(exchange, false), care::show, "flash.postShown");
  }

  private void act(Exchange exchange, Reasoned reason, Deed deed, String done) {
    if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleForm"));
      show(exchange, reason.text(), null);
      return;
    }
    if (reason.problem() != null) {
      show(exchange, reason.text(), reason.problem());
      return;
    }
    long id = exchange.id();
    switch (deed.by(new Actor.Person(exchange.viewer()), id, reason.text())) {
      case AccountCare.Outcome.Done(Viewer author) -> {
        exchange.tellNext(Flash.good(done, author.name()));
        exchange.redirect("/admin/posts/" + id);
      }
      case AccountCare.Outcome.Already _ -> {
        exchange.tellNext(Flash.bad("flash.decidedAlready"));
        exchange.redirect("/admin/posts/" + id);
      }
      case AccountCare.Outcome.NotAllowed(), AccountCare.Outcome.LastOperator() -> {
        exchange.tell(Flash.bad("flash.notOverThem"));
        show(exchange, reason.text(), null);
      }
      case AccountCare.Outcome.Unknown() -> exchange.notFound();
    }
  }
}
