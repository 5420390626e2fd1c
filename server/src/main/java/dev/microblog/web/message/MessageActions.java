package dev.microblog.web.message;

import dev.microblog.message.DeleteMessages;
import dev.microblog.message.MessagePolicy;
import dev.microblog.message.MessageRoom;
import dev.microblog.message.ReadMessages;
import dev.microblog.message.SendMessage;
import dev.microblog.platform.http.Form;
import dev.microblog.platform.id.Ids;
import dev.microblog.web.Composer;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;
import java.util.function.Consumer;

/// Writing, answering, telling what was read, and deleting.
public final class MessageActions {

  private final ReadMessages messages;
  private final SendMessage sending;
  private final DeleteMessages deleting;
  private final MessagePages pages;

  public MessageActions(MessageRoom room, MessagePages pages) {
    this.messages = room.read();
    this.sending = room.send();
    this.deleting = room.delete();
    this.pages = pages;
  }

  /// `POST /send_message/{name}`.
  public void send(Exchange exchange) {
    String action = "/send_message/" + Form.encode(exchange.path("name"));
    send(
        exchange,
        action,
        form -> pages.write(exchange, form),
        name -> exchange.redirect("/user/" + Form.encode(name)));
  }

  /// `POST /messages/{name}`: answers in a conversation. Who answers has read what is on the page.
  public void answer(Exchange exchange) {
    String key = exchange.path("name");
    String path = TalkView.path(key);
    send(
        exchange,
        path,
        form -> pages.show(exchange, form),
        _ -> {
          messages.markRead(exchange.viewer(), key, until(exchange));
          exchange.redirect(path + "#latest");
        });
  }

  private void send(
      Exchange exchange, String action, Consumer<Composer> again, Consumer<String> sent) {
    Form form = exchange.form();
    Composer typed = Composer.filled(action, form.get("message"), "");
    if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleForm"));
      again.accept(typed);
      return;
    }
    var draft = new SendMessage.Draft(form.get("message"), form.get("submission"));
    switch (sending.send(exchange.viewer(), exchange.path("name"), draft)) {
      case SendMessage.Outcome.Sent(String name) -> {
        exchange.tellNext(Flash.good("flash.sent"));
        sent.accept(name);
      }
      case SendMessage.Outcome.Reused() -> throw new IllegalStateException("a page names words");
      case SendMessage.Outcome.Empty() -> again.accept(typed.wrong("field.required", 0));
      case SendMessage.Outcome.TooLong(int over) ->
          again.accept(typed.wrong("field.postLength", over));
      case SendMessage.Outcome.TooMany(var retryAfter) -> {
        exchange.tooMany(retryAfter);
        exchange.tell(Flash.tooMany(retryAfter));
        again.accept(typed);
      }
      // The page says which it is, in place of the form.
      case SendMessage.Outcome.Refused(MessagePolicy.Reach _) -> again.accept(typed);
      case SendMessage.Outcome.Unknown() -> exchange.notFound();
    }
  }

  /// `POST /messages/{name}/read`.
  public void read(Exchange exchange) {
    String key = exchange.path("name");
    if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleAction"));
      pages.show(exchange);
    } else if (messages.markRead(exchange.viewer(), key, until(exchange))) {
      exchange.redirect(TalkView.path(key));
    } else {
      exchange.notFound();
    }
  }

  /// `POST /messages/{name}/delete`.
  public void delete(Exchange exchange) {
    if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleAction"));
      pages.confirmDelete(exchange);
      return;
    }
    var outcome = deleting.conversation(exchange.viewer(), exchange.path("name"));
    deleted(exchange, outcome, "flash.conversationDeleted", MessagePages.PATH);
  }

  /// `POST /messages/{name}/{id}/delete`.
  public void deleteOne(Exchange exchange) {
    if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleAction"));
      pages.confirmDeleteOne(exchange);
      return;
    }
    String key = exchange.path("name");
    var outcome = deleting.message(exchange.viewer(), key, exchange.id());
    deleted(exchange, outcome, "flash.messageDeleted", TalkView.path(key));
  }

  private static void deleted(
      Exchange exchange, DeleteMessages.Outcome outcome, String told, String next) {
    switch (outcome) {
      case DeleteMessages.Outcome.Done() -> {
        exchange.tellNext(Flash.good(told));
        exchange.redirect(next);
      }
      case DeleteMessages.Outcome.TooMany(var retryAfter) -> exchange.refuse(retryAfter);
      case DeleteMessages.Outcome.NotFound() -> exchange.notFound();
    }
  }

  /// The newest message that was on the page; 0, which marks nothing, if the form does not say it.
  private static long until(Exchange exchange) {
    String id = exchange.form().get("until");
    return Math.max(0, Ids.parse(id));
  }
}
