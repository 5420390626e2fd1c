package dev.microblog.message;

import dev.microblog.account.Account;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Viewer;
import dev.microblog.message.MessagePolicy.Reach;
import dev.microblog.platform.db.Cursor;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Reading conversations. Reading alone changes nothing; that something was read is said by
/// [#markRead].
public final class ReadMessages {
  /// A conversation in the list.
  ///
  /// @param other the other of the two; null if they deleted their account
  /// @param last the newest message; null if it went away a moment ago
  public record Conversation(Talk talk, @Nullable Account other, @Nullable Message last) {}

  /// A conversation that is open.
  ///
  /// @param talk the viewer's side; null if nothing was ever written
  /// @param other the other of the two; null if they deleted their account
  /// @param reach whether the viewer may write
  public record Opened(
      @Nullable Talk talk, @Nullable Account other, Page<Message> messages, Reach reach) {}

  /// One message of a conversation.
  ///
  /// @param other the other of the two; null if they deleted their account
  public record One(Message message, @Nullable Account other) {}

  private final Database database;
  private final MessageStore messages;
  private final TalkStore talks;
  private final AccountStore accounts;
  private final Sides sides;
  private final Reaching reaching;

  ReadMessages(
      Database database,
      MessageStore messages,
      TalkStore talks,
      AccountStore accounts,
      Sides sides,
      Reaching reaching) {
    this.database = database;
    this.messages = messages;
    this.talks = talks;
    this.accounts = accounts;
    this.sides = sides;
    this.reaching = reaching;
  }

  /// What a conversation is called by in addresses: the other's name, or an id that only the viewer
  /// has where they are gone.
  public static String key(@Nullable Account other, Talk talk) {
    return other == null ? Sides.GONE + talk.id() : other.name();
  }

  /// The viewer's conversations, the one with the newest message first.
  public Page<Conversation> conversations(Viewer viewer, Cursor cursor) {
    return database.read(
        sql -> {
          Page<Talk> page =
              Page.read(cursor, range -> talks.talks(sql, viewer.id(), range), Talk::lastId);
          Map<Long, @Nullable Account> people = new HashMap<>();
          accounts
              .byIds(sql, page.items().stream().map(Talk::otherId).toList())
              .forEach(account -> people.put(account.id(), account));
          Map<Long, @Nullable Message> last = new HashMap<>();
          messages
              .byIds(sql, viewer.id(), page.items().stream().map(Talk::lastId).toList())
              .forEach(message -> last.put(message.id(), message));
          return page.with(
              page.items().stream()
                  .map(t -> new Conversation(t, people.get(t.otherId()), last.get(t.lastId())))
                  .toList());
        });
  }

  /// The conversation with somebody, the newest messages first; null if there is no such person,
  /// and none with whom anything was written.
  public @Nullable Opened conversation(Viewer viewer, String key, Cursor cursor) {
    return database.read(
        sql -> {
          Sides.Side side = sides.of(sql, viewer, key);
          if (side == null) {
            return null;
          }
          Talk talk = side.talk();
          Page<Message> page =
              talk == null
                  ? new Page<>(List.of(), null, null)
                  : Page.read(cursor, range -> messages.messages(sql, talk, range), Message::id);
          Account other = side.other();
          return new Opened(
              talk,
              other,
              page.with(
                  page.items().stream().filter(m -> MessagePolicy.visible(m, viewer)).toList()),
              other == null ? Reach.CLOSED : reaching.reach(sql, viewer, other.id()));
        });
  }

  /// One message that stands on the viewer's side; null if there is none.
  public @Nullable One message(Viewer viewer, String key, long id) {
    return database.read(
        sql -> {
          Sides.Side side = sides.of(sql, viewer, key);
          Talk talk = side == null ? null : side.talk();
          Message message = talk == null ? null : messages.message(sql, talk, id);
          return side == null || message == null || !MessagePolicy.visible(message, viewer)
              ? null
              : new One(message, side.other());
        });
  }

  /// Notes that the viewer read a conversation, up to a message that they had before them. What
  /// came after it is still to be read.
  ///
  /// @return false if there is no such conversation
  public boolean markRead(Viewer viewer, String key, long upTo) {
    return database.write(
        transaction -> {
          DSLContext sql = transaction.sql();
          Talk talk = sides.locked(sql, viewer, key);
          if (talk == null) {
            return false;
          }
          long read = Math.min(upTo, talk.lastId());
          if (read > talk.readId()) {
            sides.settle(transaction, talk, talk.readUpTo(read));
          }
          return true;
        });
  }
}
