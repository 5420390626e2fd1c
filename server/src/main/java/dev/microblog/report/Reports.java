package dev.microblog.report;

import dev.microblog.account.Account;
import dev.microblog.account.AccountDeleted;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Viewer;
import dev.microblog.block.BlockStore;
import dev.microblog.platform.db.Cursor;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Page;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.http.Limit;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Events;
import dev.microblog.platform.text.CleanText;
import dev.microblog.post.Post;
import dev.microblog.post.PostPolicy;
import dev.microblog.post.PostStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Reporting posts and people, and what was reported. Whoever decides about it is another room.
public final class Reports {
  /// Longest comment, in characters.
  public static final int COMMENT_MAX = 1000;

  /// How many reports of a case are shown.
  private static final int SHOWN = 100;

  /// What somebody says who reports.
  public record Words(Reason reason, String comment) {}

  /// How reporting ended.
  public sealed interface Outcome {
    /// It is reported, now or by the same person before.
    ///
    /// @param name of who is reported, or wrote what is
    record Done(String name) implements Outcome {}

    /// It is the person's own.
    record Oneself() implements Outcome {}

    /// The comment is too long.
    record TooLong() implements Outcome {}

    /// There is no such post or person, as far as who reports may know.
    record NotFound() implements Outcome {}

    /// Too many reports in a short time.
    record TooMany(Duration retryAfter) implements Outcome {}
  }

  private record Subject(long accountId, String name, long postId) {}

  private interface Finding {
    @Nullable Subject in(DSLContext sql);
  }

  private final Database database;
  private final ReportStore store = new ReportStore();
  private final AccountStore accounts;
  private final PostStore posts;
  private final BlockStore blocks;
  private final Limits limits;
  private final Ids ids;
  private final InstantSource clock;

  public Reports(
      Database database,
      AccountStore accounts,
      PostStore posts,
      BlockStore blocks,
      Events events,
      Limits limits,
      Ids ids,
      InstantSource clock) {
    this.database = database;
    this.accounts = accounts;
    this.posts = posts;
    this.blocks = blocks;
    this.limits = limits;
    this.ids = ids;
    this.clock = clock;
    events.on(AccountDeleted.class, (t, event) -> store.forget(t.sql(), event.accountId()));
  }

  /// Reports a post that the viewer sees.
  public Outcome reportPost(Viewer viewer, long postId, Words words) {
    return report(
        viewer,
        words,
        sql -> {
          List<Post> found = posts.byIds(sql, List.of(postId));
          List<Long> author = found.stream().map(Post::authorId).toList();
          Set<Long> apart = blocks.apartAmong(sql, viewer.id(), author);
          return found.stream()
              .filter(post -> PostPolicy.visible(post, viewer, apart))
              .map(post -> new Subject(post.authorId(), post.authorName(), post.id()))
              .findFirst()
              .orElse(null);
        });
  }

  /// Reports a person.
  public Outcome reportPerson(Viewer viewer, String name, Words words) {
    return report(
        viewer,
        words,
        sql -> {
          Account account = accounts.byName(sql, name);
          return account == null ? null : new Subject(account.id(), account.name(), 0);
        });
  }

  private Outcome report(Viewer viewer, Words words, Finding finding) {
    Subject subject = database.<@Nullable Subject>read(finding::in);
    if (subject == null) {
      return new Outcome.NotFound();
    }
    if (subject.accountId() == viewer.id()) {
      return new Outcome.Oneself();
    }
    String comment = CleanText.lines(words.comment());
    if (comment.length() > COMMENT_MAX) {
      return new Outcome.TooLong();
    }
    Duration wait = limits.take(Limit.REPORT_BY_ACCOUNT, Long.toString(viewer.id()));
    if (!wait.isZero()) {
      return new Outcome.TooMany(wait);
    }
    return database.write(
        transaction -> {
          DSLContext sql = transaction.sql();
          long now = clock.millis();
          ReportCase open = store.open(sql, ids.next(), subject.accountId(), subject.postId(), now);
          store.add(sql, ids.next(), open.id(), viewer.id(), words.reason(), comment, now);
          return new Outcome.Done(subject.name());
        });
  }

  /// The open cases, the newest first.
  public Page<ReportCase> open(Cursor cursor) {
    return database.read(
        sql -> Page.read(cursor, range -> store.openOnes(sql, range), ReportCase::id));
  }

  /// Why these cases were reported.
  public Map<Long, Set<Reason>> reasons(List<ReportCase> cases) {
    return database.read(sql -> store.reasons(sql, cases.stream().map(ReportCase::id).toList()));
  }

  /// A case; null if there is none with this id.
  public @Nullable ReportCase find(long id) {
    return database.<@Nullable ReportCase>read(sql -> store.byId(sql, id));
  }

  /// What people said of a case, the newest first.
  public List<Report> of(ReportCase about) {
    return database.read(sql -> store.of(sql, about.id(), SHOWN));
  }

  /// A case about which nobody else decides until the transaction ends; null if there is none.
  public @Nullable ReportCase lock(Transaction transaction, long id) {
    return store.lock(transaction.sql(), id);
  }

  /// Closes a case.
  ///
  /// @param outcome code of what was decided
  /// @return false if somebody did before
  public boolean close(Transaction transaction, long id, int outcome, long decidedBy) {
    return store.close(transaction.sql(), id, outcome, decidedBy, clock.millis());
  }
}
