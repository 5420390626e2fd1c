package dev.microblog.api.message;

import dev.microblog.account.Account;
import dev.microblog.account.Viewer;
import dev.microblog.message.Message;
import dev.microblog.message.ReadMessages;
import org.jspecify.annotations.Nullable;

/// A conversation of two.
///
/// @param key by which it is asked for: the name of the other, or something else if they are gone
/// @param username of the other; null if they deleted their account
/// @param unread how many messages you have not read
/// @param last the newest message; null if it was deleted just now
public record ConversationJson(
    String key, @Nullable String username, long unread, @Nullable MessageJson last) {
  static ConversationJson of(ReadMessages.Conversation conversation, Viewer viewer) {
    Account other = conversation.other();
    Message last = conversation.last();
    return new ConversationJson(
        ReadMessages.key(other, conversation.talk()),
        other == null ? null : other.name(),
        conversation.talk().unread(),
        last == null ? null : MessageJson.of(last, viewer));
  }
}
