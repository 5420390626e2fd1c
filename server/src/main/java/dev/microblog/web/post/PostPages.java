package dev.microblog.web.post;

import dev.microblog.hiding.HiddenPost;
import dev.microblog.moderation.PostCare;
import dev.microblog.platform.text.CleanText;
import dev.microblog.platform.text.Graphemes;
import dev.microblog.post.Post;
import dev.microblog.post.Posts;
import dev.microblog.timeline.TimelinePost;
import dev.microblog.timeline.Timelines;
import dev.microblog.translation.Translation;
import dev.microblog.web.Card;
import dev.microblog.web.Composer;
import dev.microblog.web.Exchange;
import dev.microblog.web.PostView;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One post: to read, to change, to delete.
public final class PostPages {
  /// What the page of one post shows.
  public record PostPage(PostView post, Card card) {}

  /// What the page of a hidden post shows.
  ///
  /// @param own whether the viewer wrote it
  public record HiddenPage(PostView post, String reason, long hiddenAt, boolean own) {}

  /// How much of a post is told of it elsewhere, in grapheme clusters.
  private static final int EXCERPT = 200;

  private final Posts posts;
  private final Timelines timelines;
  private final PostCare care;

  public PostPages(Posts posts, Timelines timelines, PostCare care) {
    this.posts = posts;
    this.timelines = timelines;
    this.care = care;
  }

  /// `GET /post/{id}`.
  public void show(Exchange exchange) {
    show(exchange, 200, null);
  }

  /// The page of a post after something else was done than to look at it.
  ///
  /// @param translation to show below; null for none
  public void show(Exchange exchange, int status, @Nullable Translation translation) {
    TimelinePost post = timelines.one(exchange.reader(), exchange.id());
    if (post == null) {
      hidden(exchange);
      return;
    }
    String excerpt = Graphemes.shortened(CleanText.line(post.post().body()), EXCERPT);
    exchange.render(
        status,
        "post.jte",
        new PostPage(
            PostView.translated(post, exchange.reader(), translation),
            new Card("article", excerpt, path(post.post().id()), null)));
  }

  /// Those who may see a post that is hidden see it with the reason.
  private void hidden(Exchange exchange) {
    HiddenPost hidden = exchange.signedIn() ? care.hidden(exchange.viewer(), exchange.id()) : null;
    if (hidden == null) {
      exchange.notFound();
      return;
    }
    exchange.render(
        "post-hidden.jte",
        new HiddenPage(
            new PostView(new TimelinePost(hidden.post(), Map.of()), exchange.viewer()),
            hidden.reason(),
            hidden.hiddenAt(),
            hidden.post().authorId() == exchange.viewer().id()));
  }

  /// `GET /post/{id}/delete`: asks before anything is lost.
  public void confirmDelete(Exchange exchange) {
    TimelinePost post = timelines.one(exchange.viewer(), exchange.id());
    PostView view = post == null ? null : new PostView(post, exchange.viewer());
    if (view == null || !view.changeable()) {
      exchange.notFound();
    } else {
      exchange.render("post-delete.jte", view);
    }
  }

  /// `GET /post/{id}/edit`.
  public void edit(Exchange exchange) {
    Post post = posts.changeable(exchange.viewer(), exchange.id());
    if (post == null) {
      exchange.notFound();
    } else {
      edit(exchange, Composer.filled(path(post.id()) + "/edit", post.body(), post.language()));
    }
  }

  /// The form to change a post, which may have been sent already.
  void edit(Exchange exchange, Composer composer) {
    exchange.render("post-edit.jte", composer);
  }

  /// The path of a post's page.
  public static String path(long id) {
    return "/post/" + id;
  }
}
