package dev.microblog.message;

import dev.microblog.account.Account;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Viewer;
import dev.microblog.message.MessagePolicy.Reach;
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
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Writing a private message to somebody.
public final class SendMessage {
  /// A message as it was typed.
  ///
  /// @param submission names the form, so that sending it twice makes one message; empty if it has
  /// no name
  /// @param once whether the name is good for these words alone. A browser that goes back sends
  /// other words under the same name, and means another message.
  public record Draft(String body, String submission, boolean once) {
    /// As a page sends it.
    public Draft(String body, String submission) {
      this(body, submission, false);
    }
  }

  /// Who is to be written to, and whether one may.
  public record Recipient(Account account, Reach reach) {}

  /// How writing ended.
  public sealed interface Outcome {
    /// It is with them.
    record Sent(String name) implements Outcome {}

    /// There were no words.
    record Empty() implements Outcome {}

    /// There were too many.
    ///
    /// @param over by how many characters
    record TooLong(int over) implements Outcome {}

    /// Too many messages in a short time.
    record TooMany(Duration retryAfter) implements Outcome {}

    /// Its name was good for another message.
    record Reused() implements Outcome {}

    /// One may not write to them.
    record Refused(Reach reach) implements Outcome {}

    /// Nobody has that name, or there is no sender any more.
    record Unknown() implements Outcome {}
  }

  private final Database database;
  private final MessageStore messages;
  private final TalkStore talks;
  private final AccountStore accounts;
  private final Reaching reaching;
  private final Events events;
  private final Limits limits;
  private final Ids ids;
  private final InstantSource clock;

  SendMessage(
      Database database,
      MessageStore messages,
      TalkStore talks,
      AccountStore accounts,
      Reaching reaching,
      Events events,
      Limits limits,
      Ids ids,
      InstantSource clock) {
    this.database = database;
    this.messages = messages;
    this.talks = talks;
    this.accounts = accounts;
    this.reaching = reaching;
    this.events = events;
    this.limits = limits;
    this.ids = ids;
    this.clock = clock;
  }

  /// The person of this name as somebody to write to; null if there is none.
  public @Nullable Recipient recipient(Viewer viewer, String name) {
    return database.read(
        sql -> {
          Account account = accounts.byName(sql, name);
          return account == null
              ? null
              : new Recipient(account, reaching.reach(sql, viewer, account.id()));
        });
  }

  /// Sends a message.
  public Outcome send(Viewer viewer, String name, Draft draft) {
    Recipient recipient = recipient(viewer, name);
    if (recipient == null) {
      return new Outcome.Unknown();
    }
    if (recipient.reach() != Reach.OPEN) {
      return new Outcome.Refused(recipient.reach());
    }
    String body = CleanText.lines(draft.body());
    if (body.isEmpty()) {
      return new Outcome.Empty();
    }
    int over = Graphemes.over(body, MessagePolicy.LONGEST);
    if (over > 0) {
      return new Outcome.TooLong(over);
    }
    Duration wait = limits.take(Limit.MESSAGE_BY_ACCOUNT, Long.toString(viewer.id()));
    if (!wait.isZero()) {
      return new Outcome.TooMany(wait);
    }
    Account to = recipient.account();
    String submission = null;
    if (!draft.submission().isEmpty()) {
      submission =
          Sha256.hex(draft.submission() + (draft.once() ? "" : "\n" + to.id() + '\n' + body));
    }
    String named = submission;
    return database.write(transaction -> send(transaction, viewer, to, body, named));
  }

  private Outcome send(
      Transaction transaction,
      Viewer viewer,
      Account to,
      String body,
      @Nullable String submission) {
    DSLContext sql = transaction.sql();
    if (!accounts.lock(sql, Set.copyOf(List.of(viewer.id(), to.id())))) {
      return new Outcome.Unknown();
    }
    // Asked again: a block of the same moment stands before this message or comes after it.
    Reach reach = reaching.reach(sql, viewer, to.id());
    if (reach != Reach.OPEN) {
      return new Outcome.Refused(reach);
    }
    Message message = new Message(ids.next(), viewer.id(), to.id(), body, clock.millis());
    if (insert(sql, message, submission)) {
      events.tell(transaction, new MessageSent(message.id(), viewer.id(), to.id()));
    } else if (!messages.isSame(sql, message, submission)) {
      return new Outcome.Reused();
    }
    return new Outcome.Sent(to.name());
  }

  private boolean insert(DSLContext sql, Message message, @Nullable String submission) {
    long sender = message.senderId();
    long recipient = message.recipientId();
    if (!messages.insert(sql, message, conversation(sql, sender, recipient), submission)) {
      return false;
    }
    talks.add(sql, sender, recipient, message.id(), 0);
    if (recipient != sender) {
      talks.add(sql, recipient, sender, message.id(), 1);
      talks.countUnread(sql, recipient, 1);
    }
    return true;
  }

  /// The conversation of two, begun if there is none. Both accounts are locked: nobody else begins
  /// it meanwhile.
  private long conversation(DSLContext sql, long sender, long recipient) {
    Talk talk = talks.with(sql, sender, recipient);
    if (talk != null) {
      return talk.conversationId();
    }
    long id = ids.next();
    talks.open(sql, ids.next(), sender, recipient, id);
    if (recipient != sender) {
      talks.open(sql, ids.next(), recipient, sender, id);
    }
    return id;
  }
}
