package dev.microblog.api.post;

import dev.microblog.account.Account;
import dev.microblog.api.Answer;
import dev.microblog.api.Call;
import dev.microblog.api.Code;
import dev.microblog.api.Operation;
import dev.microblog.platform.db.Page;
import dev.microblog.post.PostText;
import dev.microblog.profile.Profile;
import dev.microblog.profile.Profiles;
import dev.microblog.timeline.TimelinePost;
import dev.microblog.timeline.Timelines;
import dev.microblog.token.Scope;
import java.util.List;

/// Lists of posts.
public final class TimelineResource {
  private static final String GROUP = "timelines";

  private final Timelines timelines;
  private final Profiles profiles;

  public TimelineResource(Timelines timelines, Profiles profiles) {
    this.timelines = timelines;
    this.profiles = profiles;
  }

  /// What can be asked for.
  public List<Operation> operations() {
    return List.of(
        Operation.get("/api/timelines/home", "readHome")
            .of(GROUP, "Posts of you and of those whom you follow")
            .needs(Scope.READ)
            .listing(PostJson.class)
            .by(call -> list(call, timelines.home(call.viewer(), call.cursor()))),
        Operation.get("/api/timelines/explore", "readExplore")
            .of(GROUP, "Posts of everybody")
            .needs(Scope.READ)
            .listing(PostJson.class)
            .by(call -> list(call, timelines.explore(call.viewer(), call.cursor()))),
        Operation.get("/api/timelines/tags/{tag}", "readTag")
            .of(GROUP, "Posts with a tag")
            .needs(Scope.READ)
            .listing(PostJson.class)
            .fails(Code.NOT_FOUND)
            .by(this::tagged),
        Operation.get("/api/people/{username}/posts", "readPostsOf")
            .of(GROUP, "Posts of one person")
            .needs(Scope.READ)
            .listing(PostJson.class)
            .fails(Code.NOT_FOUND)
            .by(this::of));
  }

  private Answer tagged(Call call) {
    String tag = call.path("tag");
    return PostText.isTag(tag)
        ? list(call, timelines.byTag(call.viewer(), tag, call.cursor()))
        : Answer.wrong(Code.NOT_FOUND);
  }

  private Answer of(Call call) {
    Profile profile = profiles.of(call.viewer(), call.path("username"));
    if (profile == null) {
      return Answer.wrong(Code.NOT_FOUND);
    }
    Account author = profile.account();
    return list(call, timelines.byAuthor(call.viewer(), author.id(), call.cursor()));
  }

  private static Answer list(Call call, Page<TimelinePost> page) {
    String base = call.base();
    return call.list(page, post -> PostJson.of(post, base));
  }
}
