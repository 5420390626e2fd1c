package dev.microblog.takeover;

import dev.microblog.account.AccountIntakeStore;
import dev.microblog.follow.FollowIntake;
import dev.microblog.takeover.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/// Plans follows.
final class TakeFollows {
  private final AccountIntakeStore accounts;
  private final Census census;

  TakeFollows(AccountIntakeStore accounts, Census census) {
    this.accounts = accounts;
    this.census = census;
  }

  Plan<FollowIntake.Pair> plan(DSLContext sql, List<TutorialStore.Follow> follows) {
    List<Finding> findings = new ArrayList<>();
    List<FollowIntake.Pair> drafts = new ArrayList<>();
    Set<Long> gone =
        Ends.gone(
            accounts,
            sql,
            follows.stream()
                .flatMap(
                    follow ->
                        Stream.of(
                            census.account(follow.followerId()),
                            census.account(follow.followedId()))));
    for (TutorialStore.Follow follow : follows) {
      String what = "user " + follow.followerId() + " follows " + follow.followedId();
      long follower = census.account(follow.followerId());
      long followed = census.account(follow.followedId());
      if (follower == 0 || followed == 0 || gone.contains(follower) || gone.contains(followed)) {
        findings.add(new Finding(Kind.FOLLOW_OF_NOBODY, what));
      } else if (follower == followed) {
        findings.add(new Finding(Kind.FOLLOW_ONESELF, "user " + follow.followerId()));
      } else {
        drafts.add(new FollowIntake.Pair(follower, followed));
      }
    }
    return new Plan<>(drafts, findings);
  }
}
