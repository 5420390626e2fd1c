package dev.microblog.api.person;

import dev.microblog.account.Account;
import dev.microblog.api.Answer;
import dev.microblog.api.Call;
import dev.microblog.api.Code;
import dev.microblog.api.Operation;
import dev.microblog.block.Blocks;
import dev.microblog.follow.Follows;
import dev.microblog.mute.Mutes;
import dev.microblog.platform.db.Page;
import dev.microblog.profile.Profile;
import dev.microblog.profile.Profiles;
import dev.microblog.token.Scope;
import java.time.Duration;
import java.util.List;

/// Reading who somebody is, following, blocking and muting them.
public final class PersonResource {
  private static final String GROUP = "people";
  private static final String ONE = "/api/people/{username}";

  private final Profiles profiles;
  private final Follows follows;
  private final Blocks blocks;
  private final Mutes mutes;

  public PersonResource(Profiles profiles, Follows follows, Blocks blocks, Mutes mutes) {
    this.profiles = profiles;
    this.follows = follows;
    this.blocks = blocks;
    this.mutes = mutes;
  }

  /// What can be asked for.
  public List<Operation> operations() {
    return List.of(
        Operation.get(ONE, "readPerson")
            .of(GROUP, "Read who somebody is")
            .needs(Scope.READ)
            .answers(200, PersonJson.class)
            .fails(Code.NOT_FOUND)
            .by(this::read),
        Operation.get(ONE + "/followers", "readFollowers")
            .of(GROUP, "Who follows somebody")
            .needs(Scope.READ)
            .listing(PersonJson.class)
            .fails(Code.NOT_FOUND)
            .by(this::followers),
        Operation.get(ONE + "/following", "readFollowing")
            .of(GROUP, "Whom somebody follows")
            .needs(Scope.READ)
            .listing(PersonJson.class)
            .fails(Code.NOT_FOUND)
            .by(this::following),
        Operation.put(ONE + "/follow", "follow")
            .of(GROUP, "Follow somebody")
            .needs(Scope.WRITE)
            .answers(200, PersonJson.class)
            .fails(Code.NOT_FOUND, Code.ONESELF, Code.BLOCKED, Code.LIMIT_REACHED)
            .by(call -> followed(call, follows.follow(call.viewer(), call.path("username")))),
        Operation.delete(ONE + "/follow", "unfollow")
            .of(GROUP, "Follow somebody no longer")
            .needs(Scope.WRITE)
            .answers(200, PersonJson.class)
            .fails(Code.NOT_FOUND, Code.ONESELF)
            .by(call -> followed(call, follows.unfollow(call.viewer(), call.path("username")))),
        Operation.put(ONE + "/block", "block")
            .of(GROUP, "Keep somebody away")
            .needs(Scope.WRITE)
            .answers(200, PersonJson.class)
            .fails(Code.NOT_FOUND, Code.ONESELF, Code.LIMIT_REACHED)
            .by(call -> blocked(call, blocks.block(call.viewer(), call.path("username")))),
        Operation.delete(ONE + "/block", "unblock")
            .of(GROUP, "Let somebody come near again")
            .needs(Scope.WRITE)
            .answers(200, PersonJson.class)
            .fails(Code.NOT_FOUND, Code.ONESELF)
            .by(call -> blocked(call, blocks.unblock(call.viewer(), call.path("username")))),
        Operation.get("/api/me/blocks", "readBlocks")
            .of(GROUP, "Whom you keep away")
            .needs(Scope.READ)
            .listing(PersonJson.class)
            .by(call -> list(call, blocks.blocked(call.viewer(), call.cursor()))),
        Operation.put(ONE + "/mute", "mute")
            .of(GROUP, "Keep somebody's posts out of your lists")
            .needs(Scope.WRITE)
            .answers(200, PersonJson.class)
            .fails(Code.NOT_FOUND, Code.ONESELF, Code.LIMIT_REACHED)
            .by(call -> muted(call, mutes.mute(call.viewer(), call.path("username")))),
        Operation.delete(ONE + "/mute", "unmute")
            .of(GROUP, "Let somebody's posts into your lists again")
            .needs(Scope.WRITE)
            .answers(200, PersonJson.class)
            .fails(Code.NOT_FOUND, Code.ONESELF)
            .by(call -> muted(call, mutes.unmute(call.viewer(), call.path("username")))),
        Operation.get("/api/me/mutes", "readMutes")
            .of(GROUP, "Whose posts you keep out of your lists")
            .needs(Scope.READ)
            .listing(PersonJson.class)
            .by(call -> list(call, mutes.muted(call.viewer(), call.cursor()))));
  }

  private Answer read(Call call) {
    return person(call, call.path("username"));
  }

  private Answer person(Call call, String name) {
    Profile profile = profiles.of(call.viewer(), name);
    return profile == null
        ? Answer.wrong(Code.NOT_FOUND)
        : Answer.ok(PersonJson.of(profile, call.base()));
  }

  private Answer followers(Call call) {
    Profile profile = profiles.of(call.viewer(), call.path("username"));
    return profile == null
        ? Answer.wrong(Code.NOT_FOUND)
        : list(call, follows.followers(profile.account().id(), call.cursor()));
  }

  private Answer following(Call call) {
    Profile profile = profiles.of(call.viewer(), call.path("username"));
    return profile == null
        ? Answer.wrong(Code.NOT_FOUND)
        : list(call, follows.following(profile.account().id(), call.cursor()));
  }

  private Answer list(Call call, Page<Account> page) {
    String base = call.base();
    List<Profile> people = profiles.of(call.viewer(), page.items());
    return call.list(page.with(people), person -> PersonJson.of(person, base));
  }

  private Answer followed(Call call, Follows.Outcome outcome) {
    return switch (outcome) {
      case Follows.Outcome.Done(String name) -> person(call, name);
      case Follows.Outcome.Unknown() -> Answer.wrong(Code.NOT_FOUND);
      case Follows.Outcome.Oneself _ -> Answer.wrong(Code.ONESELF);
      case Follows.Outcome.Refused _ -> Answer.wrong(Code.BLOCKED);
      case Follows.Outcome.Full() -> Answer.wrong(Code.LIMIT_REACHED);
      case Follows.Outcome.TooMany(Duration wait) -> new Answer.Wait(wait);
    };
  }

  private Answer blocked(Call call, Blocks.Outcome outcome) {
    return switch (outcome) {
      case Blocks.Outcome.Done(String name) -> person(call, name);
      case Blocks.Outcome.Unknown() -> Answer.wrong(Code.NOT_FOUND);
      case Blocks.Outcome.Oneself _ -> Answer.wrong(Code.ONESELF);
      case Blocks.Outcome.Full _ -> Answer.wrong(Code.LIMIT_REACHED);
      case Blocks.Outcome.TooMany(Duration wait) -> new Answer.Wait(wait);
    };
  }

  private Answer muted(Call call, Mutes.Outcome outcome) {
    return switch (outcome) {
      case Mutes.Outcome.Done(String name) -> person(call, name);
      case Mutes.Outcome.Unknown() -> Answer.wrong(Code.NOT_FOUND);
      case Mutes.Outcome.Oneself _ -> Answer.wrong(Code.ONESELF);
      case Mutes.Outcome.Full _ -> Answer.wrong(Code.LIMIT_REACHED);
      case Mutes.Outcome.TooMany(Duration wait) -> new Answer.Wait(wait);
    };
  }
}
