package dev.microblog.bench.data;

import java.util.List;

/// How large a site is.
///
/// @param name under which it is asked for
/// @param follows how many in all
/// @param most how many people the busiest reader follows
/// @param popular an author with more followers is merged in on reading by those who follow from
/// then on, as the server does it
/// @param merged authors of one reader that are merged, at most
/// @param seed of everything random: the same plan makes the same people, follows and words
public record Plan(
    String name, int people, int posts, int follows, int most, int popular, int merged, long seed) {
  /// Follows of the reader who follows few, and of everybody on average.
  static final int FEW = 50;

  private static final Plan SMALL = new Plan("small", 1_000, 200_000, 50_000, 999, 2_000, 50, 1);
  private static final Plan LARGE =
      new Plan("large", 50_000, 5_000_000, 2_500_000, 5_000, 2_000, 50, 2);

  /// More people than there are in the large one, for pages that list them.
  private static final Plan CROWD =
      new Plan("crowd", 100_000, 5_000_000, 2_500_000, 5_000, 2_000, 50, 3);

  /// The plans that have a name.
  public static final List<Plan> ALL = List.of(SMALL, LARGE, CROWD);
}
