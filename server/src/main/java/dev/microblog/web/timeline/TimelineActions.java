package dev.microblog.web.timeline;

import dev.microblog.platform.http.Form;
import dev.microblog.post.Posts;
import dev.microblog.web.Composer;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;

/// Writing a post.
public final class TimelineActions {
  private final Posts posts;
  private final TimelinePages pages;

  public TimelineActions(Posts posts, TimelinePages pages) {
    this.posts = posts;
    this.pages = pages;
  }

  /// `POST /` and `POST /index`.
  public void publish(Exchange exchange) {
    Form form = exchange.form();
    Composer again = Composer.filled("/index", form.get("post"), form.get("language"));
    if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleForm"));
      pages.home(exchange, again);
      return;
    }
    var draft = new Posts.Draft(form.get("post"), form.get("language"), form.get("submission"));
    switch (posts.publish(exchange.viewer(), draft)) {
      case Posts.Outcome.Done _ -> {
        exchange.tellNext(Flash.good("flash.published"));
        exchange.redirect("/index");
      }
      case Posts.Outcome.Empty() -> pages.home(exchange, again.wrong("field.required", 0));
      case Posts.Outcome.TooLong(int over) ->
          pages.home(exchange, again.wrong("field.postLength", over));
      case Posts.Outcome.TooMany(var retryAfter) -> {
        exchange.tooMany(retryAfter);
        exchange.tell(Flash.tooMany(retryAfter));
        pages.home(exchange, again);
      }
      case Posts.Outcome.Unconfirmed() -> {
        exchange.tell(Flash.bad("flash.confirmFirst"));
        pages.home(exchange, again);
      }
      case Posts.Outcome.NotFound() -> exchange.notFound();
    }
  }
}
