package dev.microblog.web.message;

import dev.microblog.account.Viewer;
import dev.microblog.message.Message;
import dev.microblog.message.ReadMessages;
import dev.microblog.platform.http.Form;
import dev.microblog.platform.text.CleanText;
import dev.microblog.platform.text.Graphemes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversation as the list shows it.
///
/// @param path of the conversation
/// @param name of the other; null if they deleted their account
/// @param excerpt of the newest message
/// @param mine whether the viewer wrote that
/// @param at when it was written, in epoch milliseconds; 0 if it went away a moment ago
/// @param unread how many messages are to be read
public record TalkView(
    String path, @Nullable String name, String excerpt, boolean mine, long at, long unread) {
  /// How much of a message the list shows, in grapheme clusters.
  private static final int EXCERPT = 120;

  static TalkView of(ReadMessages.Conversation conversation, Viewer viewer) {
    Message last = conversation.last();
    return new TalkView(
        path(ReadMessages.key(conversation.other(), conversation.talk())),
        conversation.other() == null ? null : conversation.other().name(),
        last == null ? "" : Graphemes.shortened(CleanText.line(last.body()), EXCERPT),
        last != null && last.senderId() == viewer.id(),
        last == null ? 0 : last.createdAt(),
        conversation.talk().unread());
  }

  static List<TalkView> all(List<ReadMessages.Conversation> conversations, Viewer viewer) {
    return conversations.stream().map(conversation -> of(conversation, viewer)).toList();
  }

  /// The path of the conversation that is called by this.
  static String path(String key) {
    // Left as it is, the mark before an id is one of the characters that need no encoding.
    return MessagePages.PATH + "/" + (key.startsWith("~") ? key : Form.encode(key));
  }
}
