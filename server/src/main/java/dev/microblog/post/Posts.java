package dev.microblog.post;

import dev.microblog.account.AccountStore;
import dev.microblog.account.Viewer;
import dev.microblog.block.BlockStore;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.http.Limit;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Events;
import dev.microblog.platform.text.CleanText;
import dev.microblog.platform.text.Graphemes;
import dev.microblog.platform.text.Sha256;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Writing, changing and deleting posts.
public final class Posts {
  /// A post as it was typed.
  ///
  /// @param language one of [LanguageDetector#LANGUAGES], or empty to have it detected
  /// @param submission names the form, so that sending it twice makes one post; empty if it has no
  /// name
  /// @param again whether other words under the same name are another post, as where a person goes
  /// back in the browser and writes something else
  public record Draft(String body, String language, String submission, boolean again) {
    /// A draft of a form.
    public Draft(String body, String language, String submission) {
      this(body, language, submission, true);
    }
  }

  /// A post as it was read.
  ///
  /// @param editedAt epoch milliseconds; null if it was never changed
  public record Version(@Nullable Long editedAt) {
    /// The version of a post.
    public static Version of(Post post) {
      return new Version(post.editedAt());
    }
  }

  /// How changing a post ended that was to be as it was read.
  public sealed interface EditOutcome {
    /// As changing any post does.
    record Ended(Outcome outcome) implements EditOutcome {}

    /// It was changed since.
    record Stale() implements EditOutcome {}
  }

  /// How writing, changing or deleting a post ended.
  public sealed interface Outcome {
    /// It is done.
    record Done(long postId) implements Outcome {}

    /// There were no words.
    record Empty() implements Outcome {}

    /// There were too many.
    ///
    /// @param over by how many characters
    record TooLong(int over) implements Outcome {}

    /// Too many posts in a short time.
    record TooMany(Duration retryAfter) implements Outcome {}

    /// The viewer has to confirm their address first.
    record Unconfirmed() implements Outcome {}

    /// There is no such post that the viewer may change, or no viewer any more.
    record NotFound() implements Outcome {}
  }

  private final Database database;
  private final PostStore store;
  private final AccountStore accounts;
  private final BlockStore blocks;
  private final LanguageDetector detector;
  private final Predicate<Viewer> mayPublish;
  private final Events events;
  private final Limits limits;
  private final Ids ids;
  private final InstantSource clock;
  private final int maxLength;

  /// @param mayPublish whether somebody may publish yet, or has to confirm their address first
  public Posts(
      Database database,
      PostStore store,
      AccountStore accounts,
      BlockStore blocks,
      LanguageDetector detector,
      Predicate<Viewer> mayPublish,
      Events events,
      Limits limits,
      Ids ids,
      InstantSource clock,
      int maxLength) {
    this.database = database;
    this.store = store;
    this.accounts = accounts;
    this.blocks = blocks;
    this.detector = detector;
    this.mayPublish = mayPublish;
    this.events = events;
    this.limits = limits;
    this.ids = ids;
    this.clock = clock;
    this.maxLength = maxLength;
  }

  /// Longest post, in grapheme clusters.
  public int maxLength() {
    return maxLength;
  }

  /// Publishes a post.
  public Outcome publish(Viewer viewer, Draft draft) {
    String body = CleanText.lines(draft.body());
    Outcome refused = check(body);
    if (refused != null) {
      return refused;
    }
    if (!mayPublish.test(viewer)) {
      return new Outcome.Unconfirmed();
    }
    Duration wait = limits.take(Limit.POST_BY_ACCOUNT, Long.toString(viewer.id()));
    if (!wait.isZero()) {
      return new Outcome.TooMany(wait);
    }
    String submission =
        draft.submission().isEmpty()
            ? null
            : Sha256.hex(draft.submission() + (draft.again() ? '\n' + body : ""));
    String language = language(draft.language(), body);
    return database.write(
        transaction -> {
          long id = ids.next();
          Post post =
              new Post(
                  id,
                  viewer.id(),
                  viewer.name(),
                  body,
                  language,
                  Visibility.PUBLIC,
                  clock.millis(),
                  null);
          return insert(transaction, post, submission);
        });
  }

  private Outcome insert(Transaction transaction, Post post, @Nullable String submission) {
    var sql = transaction.sql();
    if (!accounts.lock(sql, List.of(post.authorId()))) {
      return new Outcome.NotFound();
    }
    if (!store.insert(sql, post, submission)) {
      Long earlier =
          submission == null ? null : store.bySubmission(sql, post.authorId(), submission);
      return new Outcome.Done(earlier == null ? post.id() : earlier);
    }
    link(transaction, post.id(), post.authorId(), post.body());
    accounts.countPost(sql, post.authorId(), post.id());
    events.tell(transaction, new PostPublished(post.id(), post.authorId()));
    return new Outcome.Done(post.id());
  }

  /// Adds a post that was written before, with its own id and date: demo data and imports.
  public void restore(Transaction transaction, Post post) {
    restore(transaction, post, null);
  }

  /// As above.
  ///
  /// @param submission names what the post comes from, null if that has no name
  /// @return false if the id is in use, or the author has a post that comes from there
  boolean restore(Transaction transaction, Post post, @Nullable String submission) {
    boolean inserted = store.insert(transaction.sql(), post, submission);
    if (inserted) {
      link(transaction, post.id(), post.authorId(), post.body());
      accounts.countPost(transaction.sql(), post.authorId(), post.id());
      events.tell(transaction, new PostChanged(post.id()));
    }
    return inserted;
  }

  private void link(Transaction transaction, long postId, long authorId, String body) {
    var sql = transaction.sql();
    store.tag(sql, postId, PostText.tagKeys(body));
    Map<String, Long> meant = new HashMap<>(accounts.idsByKey(sql, PostText.mentionKeys(body)));
    // The name of somebody who wants nothing to do with the author is only a word.
    meant.values().removeAll(blocks.apartAmong(sql, authorId, List.copyOf(meant.values())));
    store.mention(sql, postId, meant);
  }

  /// Changes the viewer's own post.
  public Outcome edit(Viewer viewer, long id, Draft draft) {
    return switch (edit(viewer, id, draft, null)) {
      case EditOutcome.Ended(Outcome outcome) -> outcome;
      case EditOutcome.Stale() -> new Outcome.NotFound();
    };
  }

  /// As above, if the post is still as it was read.
  ///
  /// @param read null if that does not matter
  public EditOutcome edit(Viewer viewer, long id, Draft draft, @Nullable Version read) {
    Post post = changeable(viewer, id);
    if (post == null) {
      return new EditOutcome.Ended(new Outcome.NotFound());
    }
    String body = CleanText.lines(draft.body());
    Outcome refused = check(body);
    if (refused != null) {
      return new EditOutcome.Ended(refused);
    }
    if (read != null && !read.equals(Version.of(post))) {
      return new EditOutcome.Stale();
    }
    Duration wait = limits.take(Limit.ACT_BY_ACCOUNT, Long.toString(viewer.id()));
    if (!wait.isZero()) {
      return new EditOutcome.Ended(new Outcome.TooMany(wait));
    }
    String language = language(draft.language(), body);
    boolean same = body.equals(post.body()) && language.equals(post.language());
    if (same || database.write(t -> change(t, post, body, language, read))) {
      return new EditOutcome.Ended(new Outcome.Done(id));
    }
    return changeable(viewer, id) == null
        ? new EditOutcome.Ended(new Outcome.NotFound())
        : new EditOutcome.Stale();
  }

  private boolean change(
      Transaction transaction, Post post, String body, String language, @Nullable Version read) {
    long id = post.id();
    if (!store.update(transaction.sql(), id, body, language, clock.millis(), read)) {
      return false;
    }
    link(transaction, id, post.authorId(), body);
    events.tell(transaction, new PostChanged(id));
    events.tell(transaction, new PostEdited(id, post.authorId()));
    return true;
  }

  /// Deletes the viewer's own post.
  public Outcome delete(Viewer viewer, long id) {
    if (changeable(viewer, id) == null) {
      return new Outcome.NotFound();
    }
    Duration wait = limits.take(Limit.ACT_BY_ACCOUNT, Long.toString(viewer.id()));
    if (!wait.isZero()) {
      return new Outcome.TooMany(wait);
    }
    return database.write(
        transaction -> {
          if (!store.delete(transaction.sql(), id, clock.millis())) {
            return new Outcome.NotFound();
          }
          store.tag(transaction.sql(), id, List.of());
          store.mention(transaction.sql(), id, Map.of());
          accounts.countDeletedPost(transaction.sql(), viewer.id());
          events.tell(transaction, new PostChanged(id));
          return new Outcome.Done(id);
        });
  }

  /// A post that the viewer may change; null if there is none.
  public @Nullable Post changeable(Viewer viewer, long id) {
    List<Post> posts = database.read(sql -> store.byIds(sql, List.of(id)));
    return posts.isEmpty() || !PostPolicy.mayChange(posts.getFirst(), viewer)
        ? null
        : posts.getFirst();
  }

  /// Whether a post has these words, as it would have them if they were published.
  public boolean isText(String typed, Post post) {
    return CleanText.lines(typed).equals(post.body());
  }

  private @Nullable Outcome check(String body) {
    if (body.isEmpty()) {
      return new Outcome.Empty();
    }
    int over = Graphemes.over(body, maxLength);
    return over > 0 ? new Outcome.TooLong(over) : null;
  }

  private String language(String chosen, String body) {
    return LanguageDetector.LANGUAGES.contains(chosen) ? chosen : detector.detect(body);
  }
}
