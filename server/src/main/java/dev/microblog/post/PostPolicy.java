package dev.microblog.post;

import dev.microblog.account.Viewer;

/// Who may see and change a post. The one rule for every face, list and job.
public final class PostPolicy {
  private PostPolicy() {}

  /// Whether the viewer may see the post.
  public static boolean visible(Post post, Viewer viewer) {
    return switch (post.visibility()) {
      case PUBLIC -> true;
    };
  }

  /// Whether the viewer may change and delete the post.
  public static boolean mayChange(Post post, Viewer viewer) {
    return viewer.id() == post.authorId();
  }
}
