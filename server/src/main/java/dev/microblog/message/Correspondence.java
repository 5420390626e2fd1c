package dev.microblog.message;

import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Range;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// All that somebody has of their conversations, for what goes through the whole of it. Nothing of
/// it is what the person would not see on the pages.
public final class Correspondence {
  private final MessageStore messages;
  private final TalkStore talks;

  Correspondence(MessageStore messages, TalkStore talks) {
    this.messages = messages;
    this.talks = talks;
  }

  /// The viewer's side of the conversation with the first other whose id is greater than this; null
  /// if there is none.
  public @Nullable Talk after(DSLContext sql, Viewer viewer, long otherId) {
    return talks.after(sql, viewer.id(), otherId);
  }

  /// The viewer's side of the conversation with somebody; null if there is none.
  public @Nullable Talk with(DSLContext sql, Viewer viewer, long otherId) {
    return talks.with(sql, viewer.id(), otherId);
  }

  /// How many conversations the viewer has; as many are read, so for a rare question only.
  public int count(DSLContext sql, Viewer viewer) {
    return talks.count(sql, viewer.id());
  }

  /// The oldest of the messages on the viewer's side that are newer than one.
  public List<Message> messages(DSLContext sql, Viewer viewer, Talk side, long after, int most) {
    return messages.messages(sql, side, Range.after(after, most)).stream()
        .filter(message -> MessagePolicy.visible(message, viewer))
        .toList();
  }
}
