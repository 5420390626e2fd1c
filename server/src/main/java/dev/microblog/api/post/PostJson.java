package dev.microblog.api.post;

import dev.microblog.api.Times;
import dev.microblog.mute.Filter;
import dev.microblog.post.Post;
import dev.microblog.post.PostText;
import dev.microblog.timeline.TimelinePost;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A post.
///
/// @param id by which it is asked for
/// @param author who wrote it
/// @param body its text, as it was written
/// @param language BCP 47 tag; null if it is not known
/// @param visibility who sees it; `public` is everybody
/// @param createdAt when it was written
/// @param editedAt when it was last changed; null if it never was
/// @param mentions people whom it names
/// @param tags in it, folded
/// @param filtered by which of your filters; null if by none
/// @param url of its page
public record PostJson(
    String id,
    Author author,
    String body,
    @Nullable String language,
    String visibility,
    String createdAt,
    @Nullable String editedAt,
    List<Mention> mentions,
    List<String> tags,
    @Nullable Filtered filtered,
    String url) {
  /// Who wrote a post.
  ///
  /// @param username their name as it is now
  /// @param avatar address of their picture
  public record Author(String id, String username, String avatar) {}

  /// A person whom a post names.
  ///
  /// @param written the name as the post has it, folded
  /// @param username their name as it is now
  public record Mention(String written, String username) {}

  /// A filter of yours whose words stand in a post. Lists for programs have such posts, too.
  ///
  /// @param words as you wrote them
  /// @param action what you want done: `warn` to fold it, `hide` to leave it out
  public record Filtered(String words, String action) {}

  /// A post as programs see it.
  ///
  /// @param base where the server is reached
  public static PostJson of(TimelinePost listed, String base) {
    Post post = listed.post();
    Long edited = post.editedAt();
    Filter filter = listed.filter();
    return new PostJson(
        Long.toString(post.id()),
        new Author(
            Long.toString(post.authorId()),
            post.authorName(),
            base + "/avatar/" + post.authorName() + ".svg"),
        post.body(),
        post.language().isEmpty() ? null : post.language(),
        post.visibility().name().toLowerCase(Locale.ROOT),
        Times.iso(post.createdAt()),
        edited == null ? null : Times.iso(edited),
        listed.mentions().entrySet().stream()
            .map(mention -> new Mention(mention.getKey(), mention.getValue()))
            .sorted((one, other) -> one.written().compareTo(other.written()))
            .toList(),
        List.copyOf(new TreeSet<>(PostText.tagKeys(post.body()))),
        filter == null ? null : new Filtered(filter.words(), filter.action().word()),
        base + "/post/" + post.id());
  }
}
