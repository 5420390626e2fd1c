package dev.microblog.web.post;

import dev.microblog.hiding.HiddenPosts;
import dev.microblog.platform.http.Form;
import dev.microblog.post.Posts;
import dev.microblog.web.Composer;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;

/// Changing and deleting a post.
public final class PostActions {
  private final Posts posts;
  private final PostPages pages;
  private final HiddenPosts hidden;

  public PostActions(Posts posts, PostPages pages, HiddenPosts hidden) {
    this.posts = posts;
    this.pages = pages;
    this.hidden = hidden;
  }

  /// `POST /post/{id}/edit`.
  public void edit(Exchange exchange) {
    long id = exchange.id();
    Form form = exchange.form();
    Composer again =
        Composer.filled(PostPages.path(id) + "/edit", form.get("post"), form.get("language"));
    if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleForm"));
      pages.edit(exchange, again);
      return;
    }
    var draft = new Posts.Draft(form.get("post"), form.get("language"), "");
    switch (posts.edit(exchange.viewer(), id, draft)) {
      case Posts.Outcome.Done _ -> {
        exchange.tellNext(Flash.good("flash.saved"));
        exchange.redirect(PostPages.path(id));
      }
      case Posts.Outcome.Empty() -> pages.edit(exchange, again.wrong("field.required", 0));
      case Posts.Outcome.TooLong(int over) ->
          pages.edit(exchange, again.wrong("field.postLength", over));
      case Posts.Outcome.TooMany(var retryAfter) -> {
        exchange.tooMany(retryAfter);
        exchange.tell(Flash.tooMany(retryAfter));
        pages.edit(exchange, again);
      }
      case Posts.Outcome.NotFound(), Posts.Outcome.Unconfirmed() -> exchange.notFound();
    }
  }

  /// `POST /post/{id}/delete`.
  public void delete(Exchange exchange) {
    if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleAction"));
      pages.confirmDelete(exchange);
      return;
    }
    switch (posts.delete(exchange.viewer(), exchange.id())) {
      case Posts.Outcome.Done _ -> {
        exchange.tellNext(Flash.good("flash.deleted"));
        exchange.redirect("/user/" + Form.encode(exchange.viewer().name()));
      }
      case Posts.Outcome.TooMany(var retryAfter) -> {
        exchange.tooMany(retryAfter);
        exchange.tell(Flash.tooMany(retryAfter));
        pages.confirmDelete(exchange);
      }
      case Posts.Outcome.NotFound(),
          Posts.Outcome.Empty(),
          Posts.Outcome.TooLong _,
          Posts.Outcome.Unconfirmed() ->
          deleteHidden(exchange);
    }
  }

  private void deleteHidden(Exchange exchange) {
    switch (hidden.delete(exchange.viewer(), exchange.id())) {
      case HiddenPosts.Outcome.Done() -> {
        exchange.tellNext(Flash.good("flash.deleted"));
        exchange.redirect("/user/" + Form.encode(exchange.viewer().name()));
      }
      case HiddenPosts.Outcome.TooMany(var retryAfter) -> exchange.refuse(retryAfter);
      case HiddenPosts.Outcome.NotFound() -> exchange.notFound();
    }
  }
}
