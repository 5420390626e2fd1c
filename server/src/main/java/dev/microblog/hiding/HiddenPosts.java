package dev.microblog.hiding;

import dev.microblog.account.AccountDeleted;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.http.Limit;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.job.Events;
import dev.microblog.post.Post;
import dev.microblog.post.PostChanged;
import dev.microblog.post.PostEdited;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Hides single posts and shows them again. Who may do so is asked by those who use this.
public final class HiddenPosts {
  /// How deleting a hidden post ended.
  public sealed interface Outcome {
    /// It is deleted.
    record Done() implements Outcome {}

    /// The viewer has no such post that is hidden.
    record NotFound() implements Outcome {}

    /// Too many changes in a short time.
    record TooMany(Duration retryAfter) implements Outcome {}
  }

  private final Database database;
  private final HidingStore store;
  private final AccountStore accounts;
  private final Events events;
  private final Limits limits;
  private final InstantSource clock;

  HiddenPosts(
      Database database,
      HidingStore store,
      AccountStore accounts,
      Events events,
      Limits limits,
      InstantSource clock) {
    this.database = database;
    this.store = store;
    this.accounts = accounts;
    this.events = events;
    this.limits = limits;
    this.clock = clock;
    events.on(AccountDeleted.class, (t, event) -> store.forget(t.sql(), event.accountId()));
  }

  /// Hides a post.
  ///
  /// @return false if it does not stand
  public boolean hide(Transaction transaction, Post post, String reason) {
    boolean hidden =
        store.hide(transaction.sql(), post.id(), post.authorId(), reason, clock.millis());
    if (hidden) {
      accounts.countDeletedPost(transaction.sql(), post.authorId());
      events.tell(transaction, new PostChanged(post.id()));
    }
    return hidden;
  }

  /// Shows a hidden post again.
  ///
  /// @return false if it is not hidden
  public boolean show(Transaction transaction, Post post) {
    boolean shown = store.show(transaction.sql(), post);
    if (shown) {
      accounts.countPost(transaction.sql(), post.authorId(), post.id());
      events.tell(transaction, new PostShown(post.id(), post.authorId()));
      events.tell(transaction, new PostChanged(post.id()));
      // Whom it mentions is told again what was taken back.
      events.tell(transaction, new PostEdited(post.id(), post.authorId()));
    }
    return shown;
  }

  /// A hidden post; null if there is none with this id.
  public @Nullable HiddenPost find(long postId) {
    return database.<@Nullable HiddenPost>read(sql -> store.byId(sql, postId));
  }

  /// The same, in a transaction that changes it.
  public @Nullable HiddenPost find(Transaction transaction, long postId) {
    return store.byId(transaction.sql(), postId);
  }

  /// Deletes the viewer's own post that is hidden, so that nobody shows it again.
  public Outcome delete(Viewer viewer, long postId) {
    HiddenPost hidden = find(postId);
    if (hidden == null || hidden.post().authorId() != viewer.id()) {
      return new Outcome.NotFound();
    }
    Duration wait = limits.take(Limit.ACT_BY_ACCOUNT, Long.toString(viewer.id()));
    if (!wait.isZero()) {
      return new Outcome.TooMany(wait);
    }
    return database.write(
        transaction ->
            store.drop(transaction.sql(), postId) ? new Outcome.Done() : new Outcome.NotFound());
  }
}
