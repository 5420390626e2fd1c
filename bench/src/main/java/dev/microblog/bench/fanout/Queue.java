package dev.microblog.bench.fanout;

import java.util.Arrays;

/// The outbox on one day. Each worker, of which every process of the server has one, claims up to
/// fifty posts, the oldest first, and writes one after the other; so a post may wait behind
/// one with very many followers though another worker is free.
///
/// @param median from a post to the last list that it is written to, in seconds, by post
/// @param p99 the same for all but one in a hundred
/// @param longest for the one that waits longest
/// @param busy share of the day for which the average worker is busy
/// @param busiest share of the busiest hour
/// @param twice posts that are not begun within the minute for which a claim holds: another worker
/// may write them as well
record Queue(double median, double p99, double longest, double busy, double busiest, long twice) {
  private static final int CLAIM_MILLIS = 60_000;

  /// Lets the workers write the posts of a day.
  static Queue run(Day day, Network network, int threshold, Costs costs, int workers) {
    // In milliseconds from the day's begin.
    double[] free = new double[workers];
    float[] waited = new float[day.posts()];
    double[] hours = new double[24];
    double work = 0;
    long twice = 0;
    int next = 0;
    while (next < day.posts()) {
      int worker = earliest(free);
      double now = Math.max(free[worker], day.millis(next));
      double claimed = now;
      int last = Math.min(day.posts(), next + costs.batch());
      int first = next;
      while (next < last && (next == first || day.millis(next) <= claimed)) {
        if (now > claimed + CLAIM_MILLIS) {
          twice++;
        }
        double takes = costs.micros(network.fanOut(day.author(next), threshold)) / 1_000;
        now += takes;
        work += takes;
        hours[day.millis(next) / 3_600_000] += takes;
        waited[next] = (float) (now - day.millis(next));
        next++;
      }
      free[worker] = now;
    }
    Arrays.sort(waited);
    return new Queue(
        quantile(waited, 0.5),
        quantile(waited, 0.99),
        quantile(waited, 1),
        work / Day.MILLIS / workers,
        Arrays.stream(hours).max().orElse(0) / 3_600_000 / workers,
        twice);
  }

  private static int earliest(double[] free) {
    int earliest = 0;
    for (int i = 1; i < free.length; i++) {
      if (free[i] < free[earliest]) {
        earliest = i;
      }
    }
    return earliest;
  }

  private static double quantile(float[] sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted.length == 0 ? 0 : sorted[Math.max(0, rank - 1)] / 1_000.0;
  }
}
