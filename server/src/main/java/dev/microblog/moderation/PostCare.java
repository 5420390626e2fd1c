package dev.microblog.moderation;

import dev.microblog.account.Role;
import dev.microblog.account.Viewer;
import dev.microblog.audit.Audit;
import dev.microblog.audit.Deed;
import dev.microblog.hiding.HiddenPost;
import dev.microblog.hiding.HiddenPosts;
import dev.microblog.notification.Kind;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.post.Post;
import dev.microblog.post.PostStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Hides posts and shows them again. Each deed is noted, and told to the author, in the same
/// transaction.
public final class PostCare {
  /// A post as those see it who look after the site.
  ///
  /// @param hidden what hides it; null if nothing does
  public record Looked(Post post, @Nullable HiddenPost hidden) {}

  private final Database database;
  private final PostStore posts;
  private final HiddenPosts hidden;
  private final Rights rights;
  private final Reach reach;
  private final Letters letters;
  private final Audit audit;

  PostCare(
      Database database,
      PostStore posts,
      HiddenPosts hidden,
      Rights rights,
      Reach reach,
      Letters letters,
      Audit audit) {
    this.database = database;
    this.posts = posts;
    this.hidden = hidden;
    this.rights = rights;
    this.reach = reach;
    this.letters = letters;
    this.audit = audit;
  }

  /// A post that is hidden, as far as the viewer may see it: their own, or all for moderators. Null
  /// if there is none.
  public @Nullable HiddenPost hidden(Viewer viewer, long postId) {
    HiddenPost found = hidden.find(postId);
    return found != null
            && (found.post().authorId() == viewer.id()
                || rights.role(viewer).atLeast(Role.MODERATOR))
        ? found
        : null;
  }

  /// A post, standing or hidden, for moderators: whoever blocks them. Null if there is none.
  public @Nullable Looked look(Viewer viewer, long postId) {
    if (!rights.role(viewer).atLeast(Role.MODERATOR)) {
      return null;
    }
    List<Post> standing = database.read(sql -> posts.byIds(sql, List.of(postId)));
    if (!standing.isEmpty()) {
      return new Looked(standing.getFirst(), null);
    }
    HiddenPost found = hidden.find(postId);
    return found == null ? null : new Looked(found.post(), found);
  }

  /// Those of these posts that stand, for moderators.
  public Map<Long, Post> standing(Viewer viewer, Collection<Long> ids) {
    return rights.role(viewer).atLeast(Role.MODERATOR)
        ? database.read(sql -> posts.byIds(sql, ids)).stream()
            .collect(Collectors.toMap(Post::id, post -> post))
        : Map.of();
  }

  /// Hides a post from everybody but its author and moderators.
  ///
  /// @return the outcome, in which the account is the author's
  public AccountCare.Outcome hide(Actor actor, long postId, String reason) {
    return rights.has(actor, Role.MODERATOR)
        ? database.write(transaction -> hide(transaction, actor, postId, reason))
        : new AccountCare.Outcome.NotAllowed();
  }

  AccountCare.Outcome hide(Transaction transaction, Actor actor, long postId, String reason) {
    List<Post> found = posts.byIds(transaction.sql(), List.of(postId));
    if (found.isEmpty()) {
      HiddenPost known = hidden.find(transaction, postId);
      return known == null
          ? new AccountCare.Outcome.Unknown()
          : new AccountCare.Outcome.Already(author(known.post()));
    }
    Post post = found.getFirst();
    return reach.within(
        transaction,
        actor,
        author(post),
        (t, account, _) -> {
          if (!hidden.hide(t, post, reason)) {
            return new AccountCare.Outcome.Already(account);
          }
          audit.note(t, actor.id(), Deed.POST_HIDDEN, account.id(), postId, reason, "");
          letters.tell(t, account.id(), Kind.POST_HIDDEN, postId, reason);
          return new AccountCare.Outcome.Done(account);
        });
  }

  /// Shows a hidden post again.
  public AccountCare.Outcome show(Actor actor, long postId, String reason) {
    return rights.has(actor, Role.MODERATOR)
        ? database.write(transaction -> show(transaction, actor, postId, reason))
        : new AccountCare.Outcome.NotAllowed();
  }

  private AccountCare.Outcome show(
      Transaction transaction, Actor actor, long postId, String reason) {
    HiddenPost known = hidden.find(transaction, postId);
    if (known == null) {
      List<Post> standing = posts.byIds(transaction.sql(), List.of(postId));
      return standing.isEmpty()
          ? new AccountCare.Outcome.Unknown()
          : new AccountCare.Outcome.Already(author(standing.getFirst()));
    }
    return reach.within(
        transaction,
        actor,
        author(known.post()),
        (t, account, _) -> {
          if (!hidden.show(t, known.post())) {
            return new AccountCare.Outcome.Already(account);
          }
          audit.note(t, actor.id(), Deed.POST_SHOWN, account.id(), postId, reason, "");
          letters.tell(t, account.id(), Kind.POST_SHOWN, postId, reason);
          return new AccountCare.Outcome.Done(account);
        });
  }

  private static Viewer author(Post post) {
    return new Viewer(post.authorId(), post.authorName());
  }
}
