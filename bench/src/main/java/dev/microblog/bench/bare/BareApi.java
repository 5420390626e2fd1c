package dev.microblog.bench.bare;

import dev.microblog.account.Account;
import dev.microblog.account.Viewer;
import dev.microblog.api.Json;
import dev.microblog.api.Listing;
import dev.microblog.api.person.PersonJson;
import dev.microblog.api.post.PostJson;
import dev.microblog.bench.bare.Queries.Follower;
import dev.microblog.platform.text.Folding;
import dev.microblog.profile.Profile;
import dev.microblog.timeline.TimelinePost;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// What programs ask for: the same records, written by the same library.
final class BareApi {
  private static final String FOLLOWERS = "/followers";
  private static final String POST = "/api/posts/";
  private static final String PERSON = "/api/people/";

  private BareApi() {}

  /// An answer as UTF-8.
  ///
  /// @param tokenHash of the program's token
  static byte[] answer(String path, String base, String tokenHash, Queries queries)
      throws SQLException {
    Viewer viewer =
        Objects.requireNonNull(queries.bearer(tokenHash, System.currentTimeMillis()), path);
    return Json.mapper().writeValueAsBytes(record(path, base, viewer, queries));
  }

  private static Object record(String path, String base, Viewer viewer, Queries queries)
      throws SQLException {
    if (path.startsWith(POST)) {
      long id = Long.parseLong(path.substring(POST.length()));
      return PostJson.of(queries.posts(List.of(id)).getFirst(), base);
    }
    if (path.endsWith(FOLLOWERS)) {
      return followers(path, base, viewer, queries);
    }
    if (path.startsWith(PERSON)) {
      Account account = account(path, queries);
      boolean followed = queries.follows(viewer.id(), account.id());
      return PersonJson.of(
          new Profile(account, account.id() == viewer.id(), followed, false, false, false), base);
    }
    List<Long> ids = queries.home(viewer.id());
    List<TimelinePost> posts = queries.posts(shown(ids));
    return new Listing<>(
        posts.stream().map(post -> PostJson.of(post, base)).toList(),
        next(base + path, ids, id -> id),
        null);
  }

  private static Listing<PersonJson> followers(
      String path, String base, Viewer viewer, Queries queries) throws SQLException {
    Account account = account(path.substring(0, path.length() - FOLLOWERS.length()), queries);
    List<Follower> follows = queries.followers(account.id());
    List<Long> ids = shown(follows).stream().map(Follower::accountId).toList();
    Map<Long, Account> accounts = queries.accounts(ids);
    Set<Long> followed = queries.followedAmong(viewer.id(), ids);
    List<PersonJson> people =
        ids.stream()
            .map(accounts::get)
            .map(
                each ->
                    new Profile(
                        each,
                        each.id() == viewer.id(),
                        followed.contains(each.id()),
                        false,
                        false,
                        false))
            .map(person -> PersonJson.of(person, base))
            .toList();
    return new Listing<>(people, next(base + path, follows, Follower::followId), null);
  }

  private static Account account(String path, Queries queries) throws SQLException {
    String name = path.substring(PERSON.length());
    return Objects.requireNonNull(queries.account(Folding.key(name)), path);
  }

  private static <T> List<T> shown(List<T> items) {
    return items.subList(0, Math.min(items.size(), Queries.PAGE - 1));
  }

  private static <T> @Nullable String next(String address, List<T> items, ToLongFunction<T> id) {
    return items.size() == Queries.PAGE
        ? address + "?before=" + id.applyAsLong(shown(items).getLast())
        : null;
  }
}
