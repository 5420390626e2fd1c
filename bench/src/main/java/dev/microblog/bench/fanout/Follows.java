package dev.microblog.bench.fanout;

import java.util.Arrays;

/// Whom each person follows. Nothing is kept: who asks again gets the same. A person's number is
/// their rank, 0 the best known.
///
/// Used by one thread.
final class Follows {
  private static final long FOLLOWS = 1;

  private final World world;
  private final double median;
  private final double power;
  private final double offset;
  private final double low;
  private final double high;
  private final Dice dice = new Dice();

  /// Who was the last to follow somebody: nobody follows anybody twice.
  private final int[] last;

  private final int[] followees;

  Follows(World world) {
    this.world = world;
    // A density that falls with this exponent is a number of followers that falls with the rank's
    // power of 1 / (exponent - 1).
    power = 1 - 1 / (world.exponent() - 1);
    offset = offset(world, power);
    low = Math.pow(offset, power);
    high = Math.pow(offset + world.people(), power);
    median = world.follows() / Math.exp(world.followSpread() * world.followSpread() / 2);
    last = new int[world.people()];
    followees = new int[most(world)];
  }

  private static int most(World world) {
    return Math.min(world.mostFollows(), world.people() / 4);
  }

  /// How far ranks are moved, so that the best known has no more followers than they may.
  private static double offset(World world, double power) {
    double wanted = world.mostFollowed() * world.people();
    double all = world.follows() * world.people();
    double from = 1e-6;
    double to = world.people();
    for (int i = 0; i < 100; i++) {
      double offset = Math.sqrt(from * to);
      double first = Math.pow(offset + 1, power) - Math.pow(offset, power);
      double total = Math.pow(offset + world.people(), power) - Math.pow(offset, power);
      if (all * first / total > wanted) {
        from = offset;
      } else {
        to = offset;
      }
    }
    return to;
  }

  /// Draws whom somebody follows into [#followee].
  ///
  /// @return how many
  int draw(int person) {
    dice.of(world.seed() ^ FOLLOWS, person);
    double wanted = median * Math.exp(world.followSpread() * dice.normal());
    int count = (int) Math.min(followees.length, wanted + dice.share());
    for (int i = 0; i < count; i++) {
      int followee = someone();
      while (followee == person || last[followee] == person + 1) {
        followee = someone();
      }
      last[followee] = person + 1;
      followees[i] = followee;
    }
    return count;
  }

  /// One of those that were drawn.
  int followee(int number) {
    return followees[number];
  }

  /// The dice after a draw, for what else is random about a follow.
  Dice dice() {
    return dice;
  }

  /// Forgets who followed whom, for another round over all people.
  void again() {
    Arrays.fill(last, 0);
  }

  private int someone() {
    double at = Math.pow(low + dice.share() * (high - low), 1 / power) - offset;
    return (int) Math.max(0, Math.min(world.people() - 1.0, at));
  }
}
