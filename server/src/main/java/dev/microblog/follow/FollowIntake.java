package dev.microblog.follow;

import dev.microblog.account.AccountIntakeStore;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.id.Ids;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;

/// Takes in follows that began elsewhere, many at once. Nobody is told of them: whoever takes them
/// in has the home lists dropped afterwards.
public final class FollowIntake {
  /// A follow.
  public record Pair(long followerId, long followeeId) {}

  private final FollowStore store = new FollowStore();
  private final AccountIntakeStore counters = new AccountIntakeStore();
  private final Ids ids;
  private final InstantSource clock;

  public FollowIntake(Ids ids, InstantSource clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /// Adds some hundred follows but those that stand.
  ///
  /// @param pairs of two different people each
  public void add(Transaction transaction, List<Pair> pairs) {
    DSLContext sql = transaction.sql();
    Set<Long> people = new HashSet<>();
    for (Pair pair : pairs) {
      people.add(pair.followerId());
      people.add(pair.followeeId());
    }
    if (people.isEmpty()) {
      return;
    }
    counters.lock(sql, people);
    Set<Pair> standing = store.among(sql, pairs);
    List<Pair> added = new ArrayList<>();
    Map<Long, Long> following = new HashMap<>();
    Map<Long, Long> followers = new HashMap<>();
    for (Pair pair : pairs) {
      if (standing.add(pair)) {
        added.add(pair);
        following.merge(pair.followerId(), 1L, Long::sum);
        followers.merge(pair.followeeId(), 1L, Long::sum);
      }
    }
    if (!added.isEmpty()) {
      store.insert(sql, added, ids::next, clock.millis());
      counters.countFollows(sql, following, followers);
    }
  }
}
