package dev.microblog.timeline;

import dev.microblog.mute.Filter;
import dev.microblog.post.Post;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A post in a list, with the names that its @names mean.
///
/// @param mentions names as they are now, by the folded name that was written
/// @param filter of the viewer's, whose words stand in it; null if none does, and on their own
// posts
public record TimelinePost(Post post, Map<String, String> mentions, @Nullable Filter filter) {
  /// A post that is shown whatever it says.
  public TimelinePost(Post post, Map<String, String> mentions) {
    this(post, mentions, null);
  }

  /// Whether the viewer does not want it in lists.
  public boolean hidden() {
    return filter != null && filter.hides();
  }
}
