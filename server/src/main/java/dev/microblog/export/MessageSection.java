package dev.microblog.export;

import dev.microblog.account.Account;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Viewer;
import dev.microblog.message.Correspondence;
import dev.microblog.message.Message;
import dev.microblog.message.Talk;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// The private messages that stand on the person's side, conversation by conversation.
///
/// @param around what stands around all conversations
/// @param talk what stands around the messages of one, by the name of the other
/// @param item writes one message, by the name of who wrote it
record MessageSection(
    String file,
    AccountStore accounts,
    Correspondence correspondence,
    ExportFrame around,
    Function<@Nullable String, ExportFrame> talk,
    Item item)
    implements Section {
  /// Writes a message.
  interface Item {
    /// The text of it.
    ///
    /// @param sender null if they deleted their account
    String write(@Nullable String sender, Message message);
  }

  /// How much of the work a conversation counts for, however long it is.
  static final int WORK = 20;

  private static final int COUNT = 200;

  /// The conversation in which a piece ends goes on in the next: its place then has `second`, the
  /// message that was written last.
  @Override
  public Piece read(DSLContext sql, Viewer viewer, long before, Place from) {
    StringBuilder text = new StringBuilder(from.equals(Place.BEGIN) ? around.begin() : "");
    Talk side =
        from.second() > 0
            ? correspondence.with(sql, viewer, from.first())
            : correspondence.after(sql, viewer, from.first());
    if (side == null) {
      // One that went away in its middle is ended as it began.
      text.append(from.second() > 0 ? talk.apply(null).end(1) : around.end(from.written()));
      return new Piece(
          text.toString(),
          from.second() > 0 ? new Place(from.first(), 0, from.written()) : null,
          0);
    }
    List<Message> some = correspondence.messages(sql, viewer, side, from.second(), COUNT);
    boolean all = some.size() < COUNT;
    long written = from.written();
    if (!some.isEmpty() || from.second() > 0) {
      List<Account> found = accounts.byIds(sql, List.of(side.otherId()));
      String other = found.isEmpty() ? null : found.getFirst().name();
      ExportFrame frame = talk.apply(other);
      if (from.second() == 0) {
        text.append(around.before(written)).append(frame.begin());
        written++;
      }
      long inTalk = from.second();
      for (Message message : some) {
        String sender = message.senderId() == viewer.id() ? viewer.name() : other;
        text.append(frame.before(inTalk)).append(item.write(sender, message));
        inTalk++;
      }
      if (all) {
        text.append(frame.end(inTalk));
      }
    }
    long last = all ? 0 : some.getLast().id();
    return new Piece(text.toString(), new Place(side.otherId(), last, written), all ? WORK : 0);
  }
}
