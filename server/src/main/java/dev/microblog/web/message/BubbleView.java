package dev.microblog.web.message;

import dev.microblog.account.Viewer;
import dev.microblog.message.Message;
import dev.microblog.platform.text.Messages;
import dev.microblog.post.PostText;
import java.time.Instant;
import java.util.List;

/// A message as the templates show it.
///
/// @param mine whether the viewer wrote it
/// @param paragraphs its words in parts
/// @param at when it was written, in epoch milliseconds
public record BubbleView(long id, boolean mine, List<List<PostText.Part>> paragraphs, long at) {
  static BubbleView of(Message message, Viewer viewer) {
    return new BubbleView(
        message.id(),
        message.senderId() == viewer.id(),
        PostText.paragraphs(message.body()),
        message.createdAt());
  }

  /// For the `datetime` attribute.
  public String iso() {
    return Instant.ofEpochMilli(at).toString();
  }

  /// When, to the minute.
  public String exact() {
    return Messages.exact(at);
  }
}
