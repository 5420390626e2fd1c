package dev.microblog.web;

import dev.microblog.account.Viewer;
import dev.microblog.platform.http.Form;
import dev.microblog.platform.text.Folding;
import dev.microblog.platform.text.Messages;
import dev.microblog.post.Post;
import dev.microblog.post.PostPolicy;
import dev.microblog.post.PostText;
import dev.microblog.search.Marks;
import dev.microblog.timeline.TimelinePost;
import dev.microblog.translation.Translation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A post as the templates show it.
public final class PostView {
  private final Post post;
  private final Map<String, String> mentions;
  private final boolean changeable;
  private final String body;
  private final @Nullable Marks marks;
  private final @Nullable Translation translation;
  private final @Nullable String folded;

  /// @param viewer who reads
  public PostView(TimelinePost entry, Viewer viewer) {
    this(entry, viewer, entry.post().body(), null, null, true);
  }

  private PostView(
      TimelinePost entry,
      Viewer viewer,
      String body,
      @Nullable Marks marks,
      @Nullable Translation translation,
      boolean folds) {
    this.body = body;
    this.folded = folds && entry.filter() != null ? entry.filter().words() : null;
    this.marks = marks;
    this.translation = translation;
    this.post = entry.post();
    this.mentions = entry.mentions();
    this.changeable = PostPolicy.mayChange(post, viewer);
  }

  /// The posts of a list, as the viewer sees them.
  public static List<PostView> all(List<TimelinePost> posts, Viewer viewer) {
    return posts.stream().map(entry -> new PostView(entry, viewer)).toList();
  }

  /// A post that was looked for: the words are marked, and of a long one the part is shown in which
  /// they stand.
  public static PostView found(TimelinePost entry, Viewer viewer, Marks marks) {
    Post post = entry.post();
    String part = Excerpt.of(post.body(), post.language(), marks);
    return new PostView(entry, viewer, part, marks, null, true);
  }

  /// A post on its own page, where it is not folded: who opened it wants to read it. It has its
  /// translation, unless that is of words that it does not have any more.
  ///
  /// @param translation null for none
  public static PostView translated(
      TimelinePost entry, Viewer viewer, @Nullable Translation translation) {
    String body = entry.post().body();
    boolean right = translation != null && translation.original().equals(body);
    return new PostView(entry, viewer, body, null, right ? translation : null, false);
  }

  public long id() {
    return post.id();
  }

  public String author() {
    return post.authorName();
  }

  /// BCP 47 tag of the text; null if it is not known.
  public @Nullable String language() {
    return post.language().isEmpty() ? null : post.language();
  }

  /// The body in parts.
  public List<List<PostText.Part>> paragraphs() {
    return PostText.paragraphs(body);
  }

  /// Its translation; null if it is not shown with one.
  public @Nullable Translation translation() {
    return translation;
  }

  /// A translation in parts. An address that the author did not write is only text: a service that
  /// translates must not lead anybody anywhere.
  public List<List<PostText.Part>> paragraphs(Translation shown) {
    Set<PostText.Part> written =
        PostText.paragraphs(post.body()).stream().flatMap(List::stream).collect(Collectors.toSet());
    return PostText.paragraphs(shown.text()).stream()
        .map(paragraph -> paragraph.stream().map(part -> own(part, written)).toList())
        .toList();
  }

  private static PostText.Part own(PostText.Part part, Set<PostText.Part> written) {
    return part instanceof PostText.Part.Link(String url, String _) && !written.contains(part)
        ? new PostText.Part.Words(url)
        : part;
  }

  /// The pieces of a part's text, those marked that were looked for; null if nothing was.
  public @Nullable List<Marks.Piece> pieces(String text) {
    return marks == null ? null : marks.pieces(text, post.language());
  }

  /// Who is meant by a name in the body; null if nobody has it.
  public @Nullable String mentioned(String name) {
    return mentions.get(Folding.key(name));
  }

  /// The path of a tag's page.
  public static String tagPath(String tag) {
    return "/tag/" + Form.encode(tag);
  }

  public long createdAt() {
    return post.createdAt();
  }

  /// For the `datetime` attribute.
  public String iso() {
    return Instant.ofEpochMilli(post.createdAt()).toString();
  }

  /// When, to the minute.
  public String exact() {
    return Messages.exact(post.createdAt());
  }

  /// When it was changed, to the minute; null if it was not.
  public @Nullable String edited() {
    return post.editedAt() == null ? null : Messages.exact(post.editedAt());
  }

  /// The words of the reader’s filter for which it is folded; null if it is not.
  public @Nullable String folded() {
    return folded;
  }

  /// Whether the reader may change it.
  public boolean changeable() {
    return changeable;
  }
}
