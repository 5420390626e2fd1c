package dev.microblog.notification;

import dev.microblog.account.Account;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Viewer;
import dev.microblog.block.BlockStore;
import dev.microblog.platform.db.Cursor;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Page;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.id.Ids;
import dev.microblog.post.Post;
import dev.microblog.post.PostPolicy;
import dev.microblog.post.PostStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// What a person is told: reading it, and what the rooms that may not be known here have to tell.
public final class Notices {
  /// How long a notice is kept.
  public static final Duration KEPT = Duration.ofDays(90);

  private static final int CHUNK = 100;

  private final Database database;
  private final NoticeStore store;
  private final Telling telling;
  private final AccountStore accounts;
  private final PostStore posts;
  private final BlockStore blocks;
  private final InstantSource clock;

  Notices(
      Database database,
      NoticeStore store,
      Telling telling,
      AccountStore accounts,
      PostStore posts,
      BlockStore blocks,
      InstantSource clock) {
    this.database = database;
    this.store = store;
    this.telling = telling;
    this.accounts = accounts;
    this.posts = posts;
    this.blocks = blocks;
    this.clock = clock;
  }

  /// The viewer's notices, the latest first. What they may not see now is not among them, whatever
  /// it was when they were told.
  public Page<Notice> page(Viewer viewer, Cursor cursor) {
    return database.read(
        sql -> {
          Page<NoticeStore.Row> page =
              Page.read(cursor, range -> store.list(sql, viewer.id(), range), NoticeStore.Row::id);
          return page.with(seen(sql, viewer, page.items()));
        });
  }

  private List<Notice> seen(DSLContext sql, Viewer viewer, List<NoticeStore.Row> rows) {
    List<Long> actors =
        rows.stream().map(row -> row.cause().actorId()).filter(id -> id != 0).distinct().toList();
    Set<Long> apart = blocks.apartAmong(sql, viewer.id(), actors);
    Map<Long, @Nullable Account> people = new HashMap<>();
    accounts.byIds(sql, actors).stream()
        .filter(account -> !apart.contains(account.id()))
        .forEach(account -> people.put(account.id(), account));
    List<Long> subjects =
        rows.stream()
            .map(NoticeStore.Row::cause)
            .filter(cause -> cause.kind() == Kind.MENTION)
            .map(Cause::subjectId)
            .toList();
    Map<Long, @Nullable Post> mentioning = new HashMap<>();
    posts.byIds(sql, subjects).stream()
        .filter(post -> PostPolicy.visible(post, viewer, apart))
        .forEach(post -> mentioning.put(post.id(), post));
    Map<Long, Map<String, String>> names = posts.mentions(sql, mentioning.keySet());
    return rows.stream()
        .map(row -> seen(row, people, mentioning, names))
        .filter(Objects::nonNull)
        .toList();
  }

  private static @Nullable Notice seen(
      NoticeStore.Row row,
      Map<Long, @Nullable Account> people,
      Map<Long, @Nullable Post> mentioning,
      Map<Long, Map<String, String>> names) {
    Cause cause = row.cause();
    Account actor = people.get(cause.actorId());
    Post post = cause.kind() == Kind.MENTION ? mentioning.get(cause.subjectId()) : null;
    boolean missing =
        (cause.actorId() != 0 && actor == null) || (cause.kind() == Kind.MENTION && post == null);
    return missing
        ? null
        : new Notice(
            row.id(),
            cause.kind(),
            actor,
            post,
            names.getOrDefault(cause.subjectId(), Map.of()),
            cause.subjectId(),
            row.detail(),
            row.unread(),
            row.createdAt());
  }

  /// Notes that the viewer read their notices, up to one that they had before them. What came after
  /// it is still to be read.
  public void markRead(Viewer viewer, long upTo) {
    database.<@Nullable Void>write(
        transaction -> {
          if (accounts.lock(transaction.sql(), List.of(viewer.id()))) {
            telling.read(transaction, viewer.id(), upTo);
          }
          return null;
        });
  }

  /// Tells somebody that the file with their data is ready.
  public void exportReady(Transaction transaction, long accountId, long exportId) {
    telling.tell(transaction, accountId, new Cause(Kind.EXPORT, 0, exportId), "");
  }

  /// Tells somebody that their password was changed.
  public void passwordChanged(Transaction transaction, long accountId) {
    telling.tell(transaction, accountId, new Cause(Kind.PASSWORD, 0, 0), "");
  }

  /// Tells somebody that they, or somebody else, signed in from a new place.
  ///
  /// @param userAgent what the browser said it is
  public void signedInFromNew(
      Transaction transaction, long accountId, long sessionId, String userAgent) {
    telling.tell(transaction, accountId, new Cause(Kind.SIGN_IN, 0, sessionId), userAgent);
  }

  /// Tells somebody what those did who look after the site.
  ///
  /// @param kind one of those that are by them
  /// @param reason that was given; what is too long for a notice is cut
  public void byStaff(
      Transaction transaction, long accountId, Kind kind, long subjectId, String reason) {
    telling.tell(transaction, accountId, new Cause(kind, 0, subjectId), reason);
  }

  /// Removes what is too old, some at a time.
  public void sweep() {
    long floor = Ids.after(clock.millis() - KEPT.toMillis());
    int removed;
    do {
      removed =
          database.write(
              transaction -> {
                List<NoticeStore.Row> old = store.before(transaction.sql(), floor, CHUNK);
                telling.remove(transaction, old);
                return old.size();
              });
    } while (removed == CHUNK);
  }
}
