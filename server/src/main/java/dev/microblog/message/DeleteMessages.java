package dev.microblog.message;

import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.http.Limit;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.job.Outbox;
import java.time.Duration;
import java.util.List;
import java.util.function.BiPredicate;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Deleting messages for oneself. The other of the two keeps theirs; what neither keeps is removed.
public final class DeleteMessages {
  /// How deleting ended.
  public sealed interface Outcome {
    /// It no longer stands on the viewer's side.
    record Done() implements Outcome {}

    /// There is no such message or conversation of the viewer's.
    record NotFound() implements Outcome {}

    /// Too many acts in a short time.
    record TooMany(Duration retryAfter) implements Outcome {}
  }

  private final Database database;
  private final MessageStore messages;
  private final Sides sides;
  private final MessageRemoval removal;
  private final Outbox outbox;
  private final Limits limits;

  DeleteMessages(
      Database database,
      MessageStore messages,
      Sides sides,
      MessageRemoval removal,
      Outbox outbox,
      Limits limits) {
    this.database = database;
    this.messages = messages;
    this.sides = sides;
    this.removal = removal;
    this.outbox = outbox;
    this.limits = limits;
  }

  private interface Change {
    void make(Transaction transaction, Talk talk);
  }

  /// Deletes one message of a conversation.
  public Outcome message(Viewer viewer, String key, long id) {
    return change(
        viewer,
        key,
        (sql, talk) -> messages.message(sql, talk, id) != null,
        (transaction, talk) -> {
          messages.drop(transaction.sql(), viewer.id(), List.of(id));
          sides.settle(transaction, talk, talk);
        });
  }

  /// Deletes all that was written in a conversation so far. It is out of sight at once, however
  /// much it is; message by message it goes by the outbox.
  public Outcome conversation(Viewer viewer, String key) {
    return change(
        viewer,
        key,
        (_, talk) -> talk.lastId() > 0,
        (transaction, talk) -> {
          sides.settle(transaction, talk, talk.clearedUpTo(talk.lastId()));
          removal.cleared(transaction, talk, outbox);
        });
  }

  private Outcome change(
      Viewer viewer, String key, BiPredicate<DSLContext, Talk> there, Change change) {
    if (!database.read(sql -> stands(sql, sides.of(sql, viewer, key), there))) {
      return new Outcome.NotFound();
    }
    Duration wait = limits.take(Limit.ACT_BY_ACCOUNT, Long.toString(viewer.id()));
    if (!wait.isZero()) {
      return new Outcome.TooMany(wait);
    }
    return database.write(
        transaction -> {
          Talk talk = sides.locked(transaction.sql(), viewer, key);
          if (talk == null || !there.test(transaction.sql(), talk)) {
            return new Outcome.NotFound();
          }
          change.make(transaction, talk);
          return new Outcome.Done();
        });
  }

  private static boolean stands(
      DSLContext sql, Sides.@Nullable Side side, BiPredicate<DSLContext, Talk> there) {
    Talk talk = side == null ? null : side.talk();
    return talk != null && there.test(sql, talk);
  }
}
