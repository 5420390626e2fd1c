package dev.microblog.web;

import dev.microblog.account.Viewer;
import dev.microblog.timeline.TimelinePost;
import java.util.List;
import java.util.function.Function;

/// The posts of a page that are shown, and how many the viewer’s filters leave out. A page is not
/// filled up from the next one: it says what is missing instead (docs/adr/0033).
public record PostList(List<PostView> shown, int hidden) {
  /// No posts.
  public static final PostList NONE = new PostList(List.of(), 0);

  /// The posts of a list, as the viewer sees them.
  public static PostList of(List<TimelinePost> posts, Viewer viewer) {
    return of(posts, entry -> new PostView(entry, viewer));
  }

  /// The posts of a list.
  ///
  /// @param view how one is shown
  public static PostList of(List<TimelinePost> posts, Function<TimelinePost, PostView> view) {
    List<PostView> shown = posts.stream().filter(post -> !post.hidden()).map(view).toList();
    return new PostList(shown, posts.size() - shown.size());
  }

  /// Whether there is nothing to show and nothing left out.
  public boolean isEmpty() {
    return shown.isEmpty() && hidden == 0;
  }
}
