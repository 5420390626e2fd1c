package dev.microblog.post;

import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Range;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.id.Ids;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Takes in what somebody wrote elsewhere, with its dates, and each post once. It is found and
/// counted like any other, but nobody is told of it: it is no news.
public final class OldPosts {
  /// A post that was written elsewhere, cleaned.
  ///
  /// @param id that it had there; 0 if that is not known
  /// @param origin names it among all posts of everywhere, in at most 64 characters
  /// @param editedAt epoch milliseconds, null if it was never changed
  public record OldPost(
      long id,
      String origin,
      String body,
      String language,
      long createdAt,
      @Nullable Long editedAt) {}

  /// How taking a post in ended.
  public enum Outcome {
    /// There is a post now.
    MADE,

    /// It is there already, or was and is deleted.
    THERE,

    /// There are more posts of that moment than ids for it.
    CROWDED
  }

  /// Ids are minted a moment before the time of a post is taken.
  private static final long SLACK_MILLIS = 50;

  /// What has a moment as its time and finds all ids of it in use gets one of the next few.
  private static final int MOST_MILLIS = 8;

  private static final int IDS_A_MILLI = 128;
  private static final int MOST_ALIKE = 500;

  private final Posts posts;
  private final PostStore store;
  private final OldPostStore old = new OldPostStore();
  private final Ids ids;

  public OldPosts(Posts posts, PostStore store, Ids ids) {
    this.posts = posts;
    this.store = store;
    this.ids = ids;
  }

  /// Takes a post in. The author's account is locked in the transaction.
  public Outcome take(Transaction transaction, Viewer author, OldPost post) {
    DSLContext sql = transaction.sql();
    if (isThere(sql, author, post)) {
      return Outcome.THERE;
    }
    for (int i = 0; i < MOST_MILLIS; i++) {
      long millis = post.createdAt() + i;
      Set<Long> used = old.used(sql, idsOf(millis, millis, Integer.MAX_VALUE));
      for (int sequence = 0; sequence < IDS_A_MILLI; sequence++) {
        long id = ids.at(millis, sequence);
        if (!used.contains(id)
            && posts.restore(transaction, made(id, author, post), post.origin())) {
          return Outcome.MADE;
        }
      }
    }
    return Outcome.CROWDED;
  }

  private boolean isThere(DSLContext sql, Viewer author, OldPost post) {
    // One's own export comes back to where it was made.
    boolean own = post.id() > 0 && old.isOf(sql, post.id(), author.id(), post.createdAt());
    long from = post.createdAt() - SLACK_MILLIS;
    long to = post.createdAt() + SLACK_MILLIS;
    return own
        || store.bySubmission(sql, author.id(), post.origin()) != null
        // Where the file does not tell what post it is.
        || old.hasAlike(
            sql, author.id(), post.body(), post.createdAt(), idsOf(from, to, MOST_ALIKE));
  }

  /// The ids of all that was minted in some milliseconds.
  private static Range idsOf(long first, long last, int count) {
    return new Range(Ids.after(last), Ids.after(first - 1) - 1, count, true);
  }

  private static Post made(long id, Viewer author, OldPost post) {
    return new Post(
        id,
        author.id(),
        author.name(),
        post.body(),
        post.language(),
        Visibility.PUBLIC,
        post.createdAt(),
        post.editedAt());
  }
}
