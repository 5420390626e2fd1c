package dev.microblog.bench.fanout;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What the simulation found, as Markdown.
final class FanOutReport {
  private static final double DAY = 86_400;

  /// Workers of the smallest site with a database server.
  private static final int TWO = 2;

  private final Network network;
  private final Day day;
  private final Costs costs;
  private final StringBuilder text = new StringBuilder();

  /// By threshold: how long the slowest post of the day is on its way with two workers, in seconds,
  /// and the processor seconds of writing to lists.
  private final double[] slowest;

  private final double[] writing;

  FanOutReport(Network network, Day day, Costs costs) {
    this.network = network;
    this.day = day;
    this.costs = costs;
    int[] all = IntStream.range(0, network.thresholds.length).toArray();
    slowest =
        Arrays.stream(all)
            .mapToDouble(t -> Queue.run(day, network, t, costs, TWO).longest())
            .toArray();
    writing = Arrays.stream(all).mapToDouble(t -> Verdict.writing(network, t, costs)).toArray();
  }

  /// The world as it came out.
  void world() {
    World world = network.world;
    People people = network.people;
    int[] sorted = network.followers.clone();
    Arrays.sort(sorted);
    line(
        "%,d people, %,d active; %,d follows, of which %,d by active people; %,.0f posts and %,.0f reads of home a day."
            .formatted(
                world.people(),
                people.active,
                network.follows,
                network.activeFollows,
                people.allPosts,
                people.allReads));
    line(
        "Followers: median %,d, of one in a hundred %,d, in ten thousand %,d, the most %,d. With more than 2,000: %,d people."
            .formatted(
                sorted[sorted.length / 2],
                sorted[(int) (sorted.length * 0.99)],
                sorted[(int) (sorted.length * 0.9999)],
                sorted[sorted.length - 1],
                Arrays.stream(sorted).filter(count -> count > 2_000).count()));
    line("");
  }

  /// Writes and merging by threshold.
  void thresholds() {
    line(
        "| threshold | entries/s, mean | busiest minute | of all | follows merged | reads that merge |"
            + " authors on them | the slowest post |");
    line("|--:|--:|--:|--:|--:|--:|--:|--:|");
    int last = network.thresholds.length - 1;
    double all = network.writes(last);
    for (int t = 0; t <= last; t++) {
      double writes = network.writes(t);
      line(
          "| %s | %,.0f | %,.0f | %.0f %% | %.1f %% | %.0f %% | %.1f | %s |"
              .formatted(
                  name(t),
                  writes / DAY,
                  day.peak(network, t),
                  100 * writes / all,
                  100.0 * network.mergedFollows[t] / network.activeFollows,
                  100 * network.mergedReads[t] / network.people.allReads,
                  network.mergedReads[t] == 0
                      ? 0
                      : network.mergedAuthors[t] / network.mergedReads[t],
                  time(slowest[t])));
    }
    line("");
  }

  /// Processors that are kept busy by writing and by merging, by threshold and reads a post.
  ///
  /// @param patience for the slowest post, in seconds
  void verdicts(List<Double> readsAPost, double patience) {
    line(
        "| threshold | writing | "
            + readsAPost.stream()
                .map(reads -> "merging, %s reads a post | both".formatted(plain(reads)))
                .collect(Collectors.joining(" | "))
            + " |");
    line("|--:|--:" + "|--:|--:".repeat(readsAPost.size()) + "|");
    int[] best =
        readsAPost.stream().mapToInt(reads -> best(reads, Double.POSITIVE_INFINITY)).toArray();
    for (int t = 0; t < network.thresholds.length; t++) {
      StringBuilder row = new StringBuilder("| " + name(t));
      row.append(" | %.2f".formatted(writing[t] / DAY));
      for (int i = 0; i < best.length; i++) {
        Verdict verdict = verdict(t, readsAPost.get(i));
        String both = "%.2f".formatted(verdict.all() / DAY);
        row.append(" | %.2f | ".formatted(verdict.merging() / DAY));
        row.append(t == best[i] ? "**" + both + "**" : both);
      }
      line(row + " |");
    }
    line("");
    for (int i = 0; i < best.length; i++) {
      int within = best(readsAPost.get(i), patience);
      line(
          "%s reads a post: least processors at %s; of those where the slowest post takes no more than %s, at %s."
              .formatted(
                  plain(readsAPost.get(i)),
                  name(best[i]),
                  time(patience),
                  within < 0 ? "none of them" : name(within)));
    }
    line("");
  }

  private Verdict verdict(int threshold, double readsAPost) {
    return new Verdict(writing[threshold], Verdict.merging(network, threshold, costs, readsAPost));
  }

  /// The threshold that costs least of processors.
  ///
  /// @param patience for the slowest post, in seconds
  /// @return its number; -1 if none is fast enough
  int best(double readsAPost, double patience) {
    int best = -1;
    for (int t = 0; t < network.thresholds.length; t++) {
      boolean fast = Double.isInfinite(patience) || slowest[t] <= patience;
      if (fast && (best < 0 || verdict(t, readsAPost).all() < verdict(best, readsAPost).all())) {
        best = t;
      }
    }
    return best;
  }

  /// How long posts are on their way, by threshold and workers.
  void queues(List<Integer> shown, List<Integer> workers) {
    line(
        "| threshold | workers | busy, day | busy, busiest hour | median | p99 | longest | begun after the claim |");
    line("|--:|--:|--:|--:|--:|--:|--:|--:|");
    for (int t : IntStream.range(0, network.thresholds.length).toArray()) {
      if (shown.contains(network.thresholds[t])) {
        for (int count : workers) {
          Queue queue = Queue.run(day, network, t, costs, count);
          line(
              "| %s | %d | %.0f %% | %.0f %% | %s | %s | %s | %,d |"
                  .formatted(
                      name(t),
                      count,
                      100 * queue.busy(),
                      100 * queue.busiest(),
                      time(queue.median()),
                      time(queue.p99()),
                      time(queue.longest()),
                      queue.twice()));
        }
      }
    }
    line("");
  }

  private String name(int threshold) {
    int value = network.thresholds[threshold];
    return value == Integer.MAX_VALUE ? "none" : "%,d".formatted(value);
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? "%,.0f".formatted(number) : String.valueOf(number);
  }

  private static String time(double seconds) {
    return seconds < 1
        ? String.format(Locale.ROOT, "%.0f ms", seconds * 1_000)
        : seconds < 120
            ? String.format(Locale.ROOT, "%.0f s", seconds)
            : String.format(Locale.ROOT, "%,.0f min", seconds / 60);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
