package dev.microblog.api.post;

import dev.microblog.api.Answer;
import dev.microblog.api.Call;
import dev.microblog.api.Code;
import dev.microblog.api.FieldError;
import dev.microblog.api.Operation;
import dev.microblog.api.Parameter;
import dev.microblog.post.LanguageDetector;
import dev.microblog.post.Post;
import dev.microblog.post.Posts;
import dev.microblog.timeline.TimelinePost;
import dev.microblog.timeline.Timelines;
import dev.microblog.token.Scope;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writing, reading, changing and deleting posts.
public final class PostResource {
  private static final String GROUP = "posts";
  private static final String ONE = "/api/posts/{id}";

  /// A post to publish.
  ///
  /// @param body its text
  /// @param language BCP 47 tag of its language; left out, it is detected
  public record NewPost(String body, @Nullable String language) {}

  /// What is to be changed of a post.
  ///
  /// @param body its new text
  /// @param language BCP 47 tag of its language; left out, it is detected
  public record ChangedPost(String body, @Nullable String language) {}

  private final Posts posts;
  private final Timelines timelines;

  public PostResource(Posts posts, Timelines timelines) {
    this.posts = posts;
    this.timelines = timelines;
  }

  /// What can be asked for.
  public List<Operation> operations() {
    return List.of(
        Operation.post("/api/posts", "publishPost")
            .of(GROUP, "Publish a post")
            .needs(Scope.WRITE)
            .takes(
                Parameter.header(
                    "Idempotency-Key",
                    "Anything that is new for each post. A call that is sent again with it makes no"
                        + " second post."))
            .sent(NewPost.class)
            .answers(201, PostJson.class)
            .fails(Code.IDEMPOTENCY_KEY_REUSED, Code.UNCONFIRMED)
            .by(this::publish),
        Operation.get(ONE, "readPost")
            .of(GROUP, "Read a post")
            .needs(Scope.READ)
            .answers(200, PostJson.class)
            .fails(Code.NOT_FOUND)
            .by(this::read),
        Operation.patch(ONE, "editPost")
            .of(GROUP, "Change one of your posts")
            .needs(Scope.WRITE)
            .takes(
                Parameter.header(
                    "If-Match",
                    "The ETag of the post as you read it. It is changed only if it is still so."))
            .sent(ChangedPost.class)
            .answers(200, PostJson.class)
            .fails(Code.NOT_FOUND, Code.PRECONDITION_FAILED)
            .by(this::edit),
        Operation.delete(ONE, "deletePost")
            .of(GROUP, "Delete one of your posts")
            .needs(Scope.WRITE)
            .fails(Code.NOT_FOUND)
            .by(this::delete));
  }

  private Answer publish(Call call) {
    NewPost sent = call.body(NewPost.class);
    FieldError unknown = language(sent.language());
    if (unknown != null) {
      return Answer.invalid(unknown);
    }
    String key = call.idempotencyKey();
    Posts.Draft draft =
        new Posts.Draft(
            sent.body(), orEmpty(sent.language()), key.isEmpty() ? "" : "api:" + key, false);
    return switch (posts.publish(call.viewer(), draft)) {
      case Posts.Outcome.Done(long id) -> {
        TimelinePost post = timelines.one(call.viewer(), id);
        if (post == null) {
          yield Answer.wrong(Code.NOT_FOUND);
        }
        boolean other = post.post().editedAt() == null && !posts.isText(sent.body(), post.post());
        yield other
            ? Answer.wrong(Code.IDEMPOTENCY_KEY_REUSED)
            : Answer.created(PostJson.of(post, call.base()), "/api/posts/" + id)
                .with("ETag", tag(post.post()));
      }
      case Posts.Outcome.Empty() -> Answer.invalid(FieldError.empty("body"));
      case Posts.Outcome.TooLong(int over) -> Answer.invalid(FieldError.tooLong("body", over));
      case Posts.Outcome.TooMany(Duration wait) -> new Answer.Wait(wait);
      case Posts.Outcome.Unconfirmed() -> Answer.wrong(Code.UNCONFIRMED);
      case Posts.Outcome.NotFound() -> Answer.wrong(Code.UNAUTHORIZED);
    };
  }

  private Answer read(Call call) {
    TimelinePost post = timelines.one(call.viewer(), call.id("id"));
    return post == null
        ? Answer.wrong(Code.NOT_FOUND)
        : call.unlessKnown(PostJson.of(post, call.base()), tag(post.post()));
  }

  private Answer edit(Call call) {
    ChangedPost sent = call.body(ChangedPost.class);
    FieldError unknown = language(sent.language());
    if (unknown != null) {
      return Answer.invalid(unknown);
    }
    long id = call.id("id");
    Post post = posts.changeable(call.viewer(), id);
    if (post == null) {
      return Answer.wrong(Code.NOT_FOUND);
    }
    if (!call.matches(tag(post))) {
      return Answer.wrong(Code.PRECONDITION_FAILED);
    }
    Posts.Draft draft = new Posts.Draft(sent.body(), orEmpty(sent.language()), "");
    Posts.Version read = call.header("If-Match").isEmpty() ? null : Posts.Version.of(post);
    return switch (posts.edit(call.viewer(), id, draft, read)) {
      case Posts.EditOutcome.Stale() -> Answer.wrong(Code.PRECONDITION_FAILED);
      case Posts.EditOutcome.Ended(Posts.Outcome outcome) -> ended(call, outcome);
    };
  }

  private Answer ended(Call call, Posts.Outcome outcome) {
    return switch (outcome) {
      case Posts.Outcome.Done(long id) -> {
        TimelinePost post = timelines.one(call.viewer(), id);
        yield post == null
            ? Answer.wrong(Code.NOT_FOUND)
            : Answer.ok(PostJson.of(post, call.base())).with("ETag", tag(post.post()));
      }
      case Posts.Outcome.Empty() -> Answer.invalid(FieldError.empty("body"));
      case Posts.Outcome.TooLong(int over) -> Answer.invalid(FieldError.tooLong("body", over));
      case Posts.Outcome.TooMany(Duration wait) -> new Answer.Wait(wait);
      case Posts.Outcome.NotFound(), Posts.Outcome.Unconfirmed() -> Answer.wrong(Code.NOT_FOUND);
    };
  }

  private Answer delete(Call call) {
    return switch (posts.delete(call.viewer(), call.id("id"))) {
      case Posts.Outcome.Done _ -> Answer.done();
      case Posts.Outcome.TooMany(Duration wait) -> new Answer.Wait(wait);
      case Posts.Outcome.NotFound(),
          Posts.Outcome.Empty(),
          Posts.Outcome.TooLong _,
          Posts.Outcome.Unconfirmed() ->
          Answer.wrong(Code.NOT_FOUND);
    };
  }

  private static @Nullable FieldError language(@Nullable String language) {
    return language == null || LanguageDetector.LANGUAGES.contains(language)
        ? null
        : FieldError.wrong(
            "language", "It must be one of " + String.join(", ", LanguageDetector.LANGUAGES) + '.');
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /// Another for each change of the words. Weak, for names in it change by themselves.
  private static String tag(Post post) {
    Long edited = post.editedAt();
    return "W/\"" + post.id() + '.' + (edited == null ? 0 : edited) + '"';
  }
}
