package dev.microblog.post;

import dev.microblog.account.Viewer;
import java.util.Set;

/// Who may see and change a post. The one rule for every face, list and job.
public final class PostPolicy {
  /// The mark of everybody.
  public static final String EVERYBODY = "all";

  private PostPolicy() {}

  /// The mark of one person alone.
  public static String only(long accountId) {
    return "of" + accountId;
  }

  /// Whether the viewer may see the post.
  ///
  /// @param apart those of whom and the viewer one has blocked the other, at least as far as they
  /// wrote the posts in question
  public static boolean visible(Post post, Viewer viewer, Set<Long> apart) {
    return !apart.contains(post.authorId())
        && switch (post.visibility()) {
          case PUBLIC -> true;
        };
  }

  /// Whether the viewer may find the post by a search, which tells less than who may see it: people
  /// may choose not to be found.
  ///
  /// @param hidden whether the author chose so
  /// @param apart as for [#visible]
  public static boolean findable(Post post, boolean hidden, Viewer viewer, Set<Long> apart) {
    return visible(post, viewer, apart) && (!hidden || viewer.id() == post.authorId());
  }

  /// The marks of those who may find the post: a viewer may if they share a mark with [#marks].
  /// What a search index keeps, so that nothing else ever leaves it. Blocks are not in it: they are
  /// asked for when it has answered.
  public static Set<String> audience(Post post, boolean hidden) {
    String author = only(post.authorId());
    return hidden
        ? Set.of(author)
        : switch (post.visibility()) {
          case PUBLIC -> Set.of(EVERYBODY);
        };
  }

  /// The marks that a viewer has.
  public static Set<String> marks(Viewer viewer) {
    return Set.of(EVERYBODY, only(viewer.id()));
  }

  /// Whether the viewer may change and delete the post.
  public static boolean mayChange(Post post, Viewer viewer) {
    return viewer.id() == post.authorId();
  }
}
