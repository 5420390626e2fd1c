package dev.microblog.api.message;

import dev.microblog.account.Viewer;
import dev.microblog.api.Answer;
import dev.microblog.api.Call;
import dev.microblog.api.Code;
import dev.microblog.api.FieldError;
import dev.microblog.api.Operation;
import dev.microblog.api.Parameter;
import dev.microblog.message.DeleteMessages;
import dev.microblog.message.MessagePolicy;
import dev.microblog.message.MessageRoom;
import dev.microblog.message.ReadMessages;
import dev.microblog.message.SendMessage;
import dev.microblog.platform.http.Form;
import dev.microblog.platform.id.Ids;
import dev.microblog.token.Scope;
import java.time.Duration;
import java.util.List;

/// Private messages.
public final class MessageResource {
  private static final String GROUP = "messages";
  private static final String ONE = "/api/conversations/{key}";

  /// A message to send.
  ///
  /// @param body its text
  public record NewMessage(String body) {}

  /// Up to where a list was read.
  ///
  /// @param until id of the newest that was read
  public record ReadUntil(String until) {}

  /// That a message was sent.
  ///
  /// @param to name of who has it now
  public record SentJson(String to) {}

  private final ReadMessages reading;
  private final SendMessage sending;
  private final DeleteMessages deleting;

  public MessageResource(MessageRoom room) {
    this.reading = room.read();
    this.sending = room.send();
    this.deleting = room.delete();
  }

  /// What can be asked for.
  public List<Operation> operations() {
    return List.of(
        Operation.get("/api/conversations", "readConversations")
            .of(GROUP, "Your conversations, the one with the newest message first")
            .needs(Scope.MESSAGES)
            .listing(ConversationJson.class)
            .by(this::conversations),
        Operation.get(ONE + "/messages", "readMessages")
            .of(GROUP, "The messages of a conversation")
            .needs(Scope.MESSAGES)
            .listing(MessageJson.class)
            .fails(Code.NOT_FOUND)
            .by(this::messages),
        Operation.post(ONE + "/messages", "sendMessage")
            .of(GROUP, "Write to somebody, whose name is the key")
            .needs(Scope.MESSAGES)
            .takes(
                Parameter.header(
                    "Idempotency-Key",
                    "Anything that is new for each message. A call that is sent again with it sends"
                        + " no second message."))
            .sent(NewMessage.class)
            .answers(201, SentJson.class)
            .fails(Code.NOT_FOUND, Code.NOT_RECEIVING, Code.BLOCKED, Code.IDEMPOTENCY_KEY_REUSED)
            .by(this::send),
        Operation.post(ONE + "/read", "markMessagesRead")
            .of(GROUP, "Note that a conversation was read")
            .needs(Scope.MESSAGES)
            .sent(ReadUntil.class)
            .fails(Code.NOT_FOUND)
            .by(this::read),
        Operation.delete(ONE, "deleteConversation")
            .of(GROUP, "Delete all that was written so far, for yourself")
            .needs(Scope.MESSAGES)
            .fails(Code.NOT_FOUND)
            .by(call -> deleted(deleting.conversation(call.viewer(), call.path("key")))),
        Operation.delete(ONE + "/messages/{id}", "deleteMessage")
            .of(GROUP, "Delete a message, for yourself")
            .needs(Scope.MESSAGES)
            .fails(Code.NOT_FOUND)
            .by(call -> deleted(deleting.message(call.viewer(), call.path("key"), call.id("id")))));
  }

  private Answer conversations(Call call) {
    Viewer viewer = call.viewer();
    return call.list(
        reading.conversations(viewer, call.cursor()), c -> ConversationJson.of(c, viewer));
  }

  private Answer messages(Call call) {
    Viewer viewer = call.viewer();
    ReadMessages.Opened opened = reading.conversation(viewer, call.path("key"), call.cursor());
    return opened == null
        ? Answer.wrong(Code.NOT_FOUND)
        : call.list(opened.messages(), message -> MessageJson.of(message, viewer));
  }

  private Answer send(Call call) {
    NewMessage sent = call.body(NewMessage.class);
    String key = call.idempotencyKey();
    SendMessage.Draft draft =
        new SendMessage.Draft(sent.body(), key.isEmpty() ? "" : "api:" + key, true);
    String name = call.path("key");
    return switch (sending.send(call.viewer(), name, draft)) {
      case SendMessage.Outcome.Sent(String to) ->
          Answer.created(new SentJson(to), "/api/conversations/" + Form.encode(to) + "/messages");
      case SendMessage.Outcome.Reused() -> Answer.wrong(Code.IDEMPOTENCY_KEY_REUSED);
      case SendMessage.Outcome.Empty() -> Answer.invalid(FieldError.empty("body"));
      case SendMessage.Outcome.TooLong(int over) ->
          Answer.invalid(FieldError.tooLong("body", over));
      case SendMessage.Outcome.TooMany(Duration wait) -> new Answer.Wait(wait);
      case SendMessage.Outcome.Refused(MessagePolicy.Reach reach) ->
          Answer.wrong(
              switch (reach) {
                case BLOCKING -> Code.BLOCKED;
                case CLOSED, OPEN -> Code.NOT_RECEIVING;
              });
      case SendMessage.Outcome.Unknown() -> Answer.wrong(Code.NOT_FOUND);
    };
  }

  private Answer read(Call call) {
    long until = Ids.parse(call.body(ReadUntil.class).until());
    if (until < 0) {
      return Answer.invalid(FieldError.wrong("until", "It must be the id of a message."));
    }
    return reading.markRead(call.viewer(), call.path("key"), until)
        ? Answer.done()
        : Answer.wrong(Code.NOT_FOUND);
  }

  private static Answer deleted(DeleteMessages.Outcome outcome) {
    return switch (outcome) {
      case DeleteMessages.Outcome.Done() -> Answer.done();
      case DeleteMessages.Outcome.NotFound() -> Answer.wrong(Code.NOT_FOUND);
      case DeleteMessages.Outcome.TooMany(Duration wait) -> new Answer.Wait(wait);
    };
  }
}
