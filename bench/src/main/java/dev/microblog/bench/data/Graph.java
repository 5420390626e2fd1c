package dev.microblog.bench.data;

import java.util.BitSet;
import java.util.random.RandomGenerator;

/// Who follows whom, in the order in which it began. How many one follows, and by how many one is
/// followed, is heavy-tailed: most follow a few dozen, some thousands, and the best known are
/// followed by every third.
final class Graph {
  /// With this exponent and a mean of 50, one in some thousands follows as many as the plan allows.
  private static final double TAIL = 1.5;

  final int[] followers;
  final int[] followees;

  /// Whether the posts are merged in on reading, as the server would have decided when the follow
  /// began.
  final boolean[] merged;

  /// Who follows as many as the plan allows.
  final int busiest;

  /// Who follows [Plan#FEW].
  final int modest;

  Graph(Plan plan, People people, RandomGenerator random) {
    busiest = people.count / 3;
    modest = people.count / 2;
    int[] degrees = degrees(plan, random);
    followers = new int[plan.follows()];
    followees = new int[plan.follows()];
    merged = new boolean[plan.follows()];
    draw(degrees, random);
    shuffle(random);
    count(plan, people);
  }

  /// How many each follows: as many as planned in all.
  private int[] degrees(Plan plan, RandomGenerator random) {
    int people = plan.people();
    // Everybody else stays below the busiest, and far below the number of all, so that a draw soon
    // finds somebody new.
    int most = Math.min(plan.most(), people / 3);
    double least = (double) plan.follows() / people * (TAIL - 1) / TAIL;
    int[] degrees = new int[people];
    int sum = 0;
    for (int i = 0; i < people; i++) {
      double tail = Math.pow(1 - random.nextDouble(), -1 / TAIL);
      degrees[i] = i == busiest ? plan.most() : i == modest ? few(plan) : (int) (least * tail);
      degrees[i] = i == busiest ? degrees[i] : Math.min(most, degrees[i]);
      sum += degrees[i];
    }
    while (sum != plan.follows()) {
      int i = random.nextInt(people);
      int change = sum < plan.follows() ? 1 : -1;
      int changed = degrees[i] + change;
      if (i != busiest && i != modest && changed >= 0 && changed <= most) {
        degrees[i] = changed;
        sum += change;
      }
    }
    return degrees;
  }

  private static int few(Plan plan) {
    return Math.min(Plan.FEW, plan.people() / 3);
  }

  private void draw(int[] degrees, RandomGenerator random) {
    int people = degrees.length;
    int[] byRank = new int[people];
    for (int i = 0; i < people; i++) {
      int j = random.nextInt(i + 1);
      byRank[i] = byRank[j];
      byRank[j] = i;
    }
    Draw fame = new Draw(Draw.zipf(people, 0.9, 5));
    BitSet followed = new BitSet(people);
    int at = 0;
    for (int follower = 0; follower < people; follower++) {
      followed.clear();
      followed.set(follower);
      boolean everybody = degrees[follower] == people - 1;
      for (int n = 0; n < degrees[follower]; n++) {
        int followee = everybody ? followed.nextClearBit(0) : byRank[fame.next(random)];
        while (followed.get(followee)) {
          followee = byRank[fame.next(random)];
        }
        followed.set(followee);
        followers[at] = follower;
        followees[at++] = followee;
      }
    }
  }

  private void shuffle(RandomGenerator random) {
    for (int i = followers.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      swap(followers, i, j);
      swap(followees, i, j);
    }
  }

  private static void swap(int[] array, int i, int j) {
    int kept = array[i];
    array[i] = array[j];
    array[j] = kept;
  }

  private void count(Plan plan, People people) {
    int[] mergedCounts = new int[people.count];
    for (int i = 0; i < followers.length; i++) {
      int follower = followers[i];
      people.followingCounts[follower]++;
      int known = ++people.followerCounts[followees[i]];
      if (known > plan.popular() && mergedCounts[follower] < plan.merged()) {
        mergedCounts[follower]++;
        merged[i] = true;
      }
    }
  }
}
