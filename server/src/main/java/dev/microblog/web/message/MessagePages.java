package dev.microblog.web.message;

import dev.microblog.account.Account;
import dev.microblog.account.Viewer;
import dev.microblog.message.Message;
import dev.microblog.message.MessagePolicy;
import dev.microblog.message.MessagePolicy.Reach;
import dev.microblog.message.MessageRoom;
import dev.microblog.message.ReadMessages;
import dev.microblog.message.SendMessage;
import dev.microblog.message.Talk;
import dev.microblog.platform.db.Cursor;
import dev.microblog.platform.db.Page;
import dev.microblog.platform.http.Form;
import dev.microblog.web.Composer;
import dev.microblog.web.Exchange;
import dev.microblog.web.Pager;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Conversations to read, and forms to write and delete. Opening one changes nothing: that it was
/// read is told by a form.
public final class MessagePages {
  /// The path of the list, as in the tutorial.
  static final String PATH = "/messages";

  /// What the list of conversations shows.
  public record MessagesPage(List<TalkView> talks, Pager pager) {}

  /// What the page of a conversation shows.
  ///
  /// @param path of the conversation
  /// @param name of the other; null if they deleted their account
  /// @param own whether it is with oneself
  /// @param bubbles the messages, the oldest of the page first
  /// @param until the newest message of the page; 0 if there is none
  /// @param toRead whether there is something on the page that was not read
  /// @param reach whether the viewer may write
  /// @param talks the conversations beside it
  public record ThreadPage(
      String path,
      @Nullable String name,
      boolean own,
      List<BubbleView> bubbles,
      Pager pager,
      long until,
      boolean toRead,
      Reach reach,
      Composer form,
      List<TalkView> talks) {}

  /// What the form for a message shows.
  public record LetterPage(String name, Reach reach, Composer form) {}

  /// What is asked before something is deleted.
  ///
  /// @param path of the conversation
  /// @param name of the other; null if they deleted their account
  /// @param bubble the message; null for the whole conversation
  public record DeletePage(String path, @Nullable String name, @Nullable BubbleView bubble) {}

  private final ReadMessages messages;
  private final SendMessage sending;

  public MessagePages(MessageRoom room) {
    this.messages = room.read();
    this.sending = room.send();
  }

  /// `GET /messages`.
  public void list(Exchange exchange) {
    var page = messages.conversations(exchange.viewer(), exchange.cursor());
    exchange.render(
        "messages.jte",
        new MessagesPage(TalkView.all(page.items(), exchange.viewer()), Pager.of(PATH, page)));
  }

  /// `GET /messages/{name}`.
  public void show(Exchange exchange) {
    show(exchange, Composer.fresh(TalkView.path(exchange.path("name"))));
  }

  /// The page with a form that may have been sent already.
  void show(Exchange exchange, Composer form) {
    Viewer viewer = exchange.viewer();
    ReadMessages.Opened thread =
        messages.conversation(viewer, exchange.path("name"), exchange.cursor());
    if (thread == null) {
      exchange.notFound();
      return;
    }
    Account other = thread.other();
    Talk talk = thread.talk();
    Page<Message> page = thread.messages();
    String path = TalkView.path(exchange.path("name"));
    long until = page.items().isEmpty() ? 0 : page.items().getFirst().id();
    exchange.render(
        "thread.jte",
        new ThreadPage(
            path,
            other == null ? null : other.name(),
            other != null && other.id() == viewer.id(),
            page.items().reversed().stream().map(m -> BubbleView.of(m, viewer)).toList(),
            Pager.of(path, page),
            until,
            talk != null && talk.unread() > 0 && until > talk.readId(),
            thread.reach(),
            form,
            TalkView.all(messages.conversations(viewer, Cursor.first()).items(), viewer)));
  }

  /// `GET /send_message/{name}`.
  public void write(Exchange exchange) {
    write(exchange, Composer.fresh("/send_message/" + Form.encode(exchange.path("name"))));
  }

  /// The form, which may have been sent already.
  void write(Exchange exchange, Composer form) {
    SendMessage.Recipient recipient = sending.recipient(exchange.viewer(), exchange.path("name"));
    if (recipient == null) {
      exchange.notFound();
    } else {
      exchange.render(
          "letter.jte", new LetterPage(recipient.account().name(), recipient.reach(), form));
    }
  }

  /// `GET /messages/{name}/delete`: asks before anything is lost.
  public void confirmDelete(Exchange exchange) {
    String key = exchange.path("name");
    ReadMessages.Opened thread = messages.conversation(exchange.viewer(), key, Cursor.first());
    Talk talk = thread == null ? null : thread.talk();
    if (thread == null || talk == null || talk.lastId() == 0) {
      exchange.notFound();
    } else {
      exchange.render(
          "message-delete.jte", new DeletePage(TalkView.path(key), name(thread.other()), null));
    }
  }

  /// `GET /messages/{name}/{id}/delete`.
  public void confirmDeleteOne(Exchange exchange) {
    String key = exchange.path("name");
    ReadMessages.One one = messages.message(exchange.viewer(), key, exchange.id());
    if (one == null) {
      exchange.notFound();
    } else {
      exchange.render(
          "message-delete.jte",
          new DeletePage(
              TalkView.path(key),
              name(one.other()),
              BubbleView.of(one.message(), exchange.viewer())));
    }
  }

  /// Longest message, for the counter beside the form.
  public static int longest() {
    return MessagePolicy.LONGEST;
  }

  private static @Nullable String name(@Nullable Account account) {
    return account == null ? null : account.name();
  }
}
