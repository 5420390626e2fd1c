package dev.microblog.bench.fanout;

import java.util.Arrays;

/// The posts of one day in the order of time, more of them in the evening than at night.
final class Day {
  static final int MILLIS = 86_400_000;

  private static final long POSTS = 3;
  private static final int MINUTES = 1_440;
  private static final int PERSON_BITS = 28;

  /// In the upper bits the millisecond, in the lower ones the author.
  private final long[] events;

  Day(World world, People people) {
    double[] until = curve(world.peak());
    long[] drawn = new long[(int) (people.allPosts * 1.05) + 10_000];
    Dice dice = new Dice();
    int count = 0;
    for (int author = 0; author < people.posts.length; author++) {
      if (people.posts[author] > 0) {
        dice.of(world.seed() ^ POSTS, author);
        for (int left = dice.poisson(people.posts[author]); left > 0; left--) {
          if (count == drawn.length) {
            drawn = Arrays.copyOf(drawn, count * 2);
          }
          drawn[count++] = (moment(until, dice.share()) << PERSON_BITS) | author;
        }
      }
    }
    events = Arrays.copyOf(drawn, count);
    Arrays.sort(events);
  }

  /// The share of a day's posts that came until the end of each minute: a wave with its top at
  /// eight in the evening.
  private static double[] curve(double peak) {
    double[] until = new double[MINUTES + 1];
    for (int i = 0; i < MINUTES; i++) {
      double angle = 2 * Math.PI * (i + 0.5 - 1_200) / MINUTES;
      until[i + 1] = until[i] + (1 + (peak - 1) * Math.cos(angle)) / MINUTES;
    }
    return until;
  }

  private static long moment(double[] until, double share) {
    int found = Arrays.binarySearch(until, share * until[MINUTES]);
    int minute = Math.min(MINUTES - 1, found >= 0 ? found : -found - 2);
    double within = (share * until[MINUTES] - until[minute]) / (until[minute + 1] - until[minute]);
    return Math.min(MILLIS - 1L, (long) ((minute + within) * 60_000));
  }

  int posts() {
    return events.length;
  }

  /// When a post is published.
  int millis(int post) {
    return (int) (events[post] >>> PERSON_BITS);
  }

  int author(int post) {
    return (int) (events[post] & ((1L << PERSON_BITS) - 1));
  }

  /// Entries of home lists that posts of the busiest minute come to, a second.
  double peak(Network network, int threshold) {
    double[] minutes = new double[MINUTES];
    for (int i = 0; i < events.length; i++) {
      minutes[millis(i) / 60_000] += network.fanOut(author(i), threshold);
    }
    return Arrays.stream(minutes).max().orElse(0) / 60;
  }

  /// Entries of home lists that the posts of the day come to.
  long entries(Network network, int threshold) {
    long all = 0;
    for (int i = 0; i < events.length; i++) {
      all += network.fanOut(author(i), threshold);
    }
    return all;
  }
}
