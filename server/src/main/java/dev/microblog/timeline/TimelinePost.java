package dev.microblog.timeline;

import dev.microblog.post.Post;
import java.util.Map;

/// A post in a list, with the names that its @names mean.
///
/// @param mentions names as they are now, by the folded name that was written
public record TimelinePost(Post post, Map<String, String> mentions) {}
