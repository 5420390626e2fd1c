package dev.microblog.api.message;

import dev.microblog.account.Viewer;
import dev.microblog.api.Times;
import dev.microblog.message.Message;

/// A private message.
///
/// @param own whether you wrote it
/// @param body its text, as it was written
/// @param createdAt when it was written
public record MessageJson(String id, boolean own, String body, String createdAt) {
  static MessageJson of(Message message, Viewer viewer) {
    return new MessageJson(
        Long.toString(message.id()),
        message.senderId() == viewer.id(),
        message.body(),
        Times.iso(message.createdAt()));
  }
}
