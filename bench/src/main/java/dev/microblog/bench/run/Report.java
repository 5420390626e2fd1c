package dev.microblog.bench.run;

import dev.microblog.bench.data.Handout;
import dev.microblog.bench.load.Measured;
import dev.microblog.bench.load.Meter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes down what was measured, in Markdown for docs/benchmarks.md.
final class Report {
  private static final String HEAD =
      """
      | page | requests/s | bare | ratio | p50 | p99 | bare p99 | CPU a request | bare | ratio | errors |
      |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
      """;

  private final StringBuilder text = new StringBuilder();

  /// A table of one site.
  void site(Trial trial) {
    Handout site = trial.site;
    line(
        "### %s: %,d people, %,d posts, %,d follows"
            .formatted(site.plan(), site.people(), site.posts(), site.follows()));
    line("");
    text.append(HEAD);
    double disturbance = 0;
    for (Scenario scenario : trial.ours.keySet()) {
      Measured ours = Objects.requireNonNull(trial.ours.get(scenario));
      Measured bare = Objects.requireNonNull(trial.bare.get(scenario));
      disturbance = Math.max(disturbance, Math.max(ours.disturbance(), bare.disturbance()));
      line(
          "| %s | %,.0f | %,.0f | %.0f %% | %.1f ms | %.1f ms | %.1f ms | %.0f µs | %.0f µs | %.2f | %d |"
              .formatted(
                  scenario.title(site),
                  ours.rate(),
                  bare.rate(),
                  100 * ours.rate() / bare.rate(),
                  ours.quantile(0.5),
                  ours.quantile(0.99),
                  bare.quantile(0.99),
                  ours.cpuMicros(),
                  bare.cpuMicros(),
                  ours.cpuMicros() / bare.cpuMicros(),
                  ours.errors() + bare.errors()));
    }
    posting("posting", site, trial.posting);
    posting("API: posting", site, trial.programsPosting);
    line("");
    line(
        "Memory after all that: %s; bare %s."
            .formatted(memory(trial.memory), memory(trial.bareMemory)));
    line(
        "Other work on the machine kept up to %.2f cores busy meanwhile%s."
            .formatted(
                disturbance,
                disturbance > 0.1 ? ", so throughput and latency are worse than they are" : ""));
    line("");
  }

  private void posting(String what, Handout site, Measured posting) {
    line(
        "| %s, %,d followers' lists | %,.0f | | | %.1f ms | %.1f ms | | %.0f µs | | | %d |"
            .formatted(
                what,
                site.followers().size(),
                posting.rate(),
                posting.quantile(0.5),
                posting.quantile(0.99),
                posting.cpuMicros(),
                posting.errors()));
  }

  private static String memory(Meter.@Nullable Memory memory) {
    return memory == null
        ? "unknown"
        : "RSS %.0f MB, RssAnon %.0f MB".formatted(memory.rss(), memory.anonymous());
  }

  /// How long the packaged server takes to its first page.
  void starts(List<Duration> oneCore, List<Duration> allCores) {
    line(
        "Start to first answer, median of %d: %.2f s on one core, %.2f s on all."
            .formatted(oneCore.size(), median(oneCore), median(allCores)));
    line("");
  }

  static double median(List<Duration> durations) {
    return durations.stream().sorted().toList().get(durations.size() / 2).toMillis() / 1000.0;
  }

  /// What was aimed at, and what came of it.
  void aims(List<Trial> trials, double start) {
    line("| aim | measured | |");
    line("|---|--:|---|");
    List<Double> homes = new ArrayList<>();
    for (Trial trial : trials) {
      String plan = trial.site.plan();
      Measured home = Objects.requireNonNull(trial.ours.get(Scenario.HOME_FEW));
      Measured bare = Objects.requireNonNull(trial.bare.get(Scenario.HOME_FEW));
      Measured many = Objects.requireNonNull(trial.ours.get(Scenario.HOME_MANY));
      homes.add(home.cpuMicros());
      double share = 100 * home.rate() / bare.rate();
      aim(plan + ": home at 60 % of bare or more", "%.0f %%".formatted(share), share >= 60);
      Measured programs = Objects.requireNonNull(trial.ours.get(Scenario.API_HOME));
      Measured bareApi = Objects.requireNonNull(trial.bare.get(Scenario.API_HOME));
      double ofApi = 100 * programs.rate() / bareApi.rate();
      aim(plan + ": API's home at 65 % of bare or more", "%.0f %%".formatted(ofApi), ofApi >= 65);
      double p99 = home.quantile(0.99);
      aim(plan + ": home's p99 under 15 ms", "%.1f ms".formatted(p99), p99 < 15);
      double dearer = many.cpuMicros() / home.cpuMicros();
      aim(
          "%s: following %,d at most 1.3 times as dear as %,d"
              .formatted(plan, trial.site.many().follows(), trial.site.few().follows()),
          "%.2f".formatted(dearer),
          dearer <= 1.3);
      Meter.Memory memory = trial.memory;
      if (memory != null) {
        aim(
            plan + ": RSS after the load under 200 MB",
            "%.0f MB".formatted(memory.rss()),
            memory.rss() < 200);
      }
    }
    if (homes.size() > 1) {
      double dearer = homes.getLast() / homes.getFirst();
      String last = trials.getLast().site.plan();
      aim(
          "home on " + last + " at most 1.3 times as dear",
          "%.2f".formatted(dearer),
          dearer <= 1.3);
    }
    aim("start to first answer under 1.5 s, on one core", "%.2f s".formatted(start), start < 1.5);
    line("");
  }

  private void aim(String aim, String measured, boolean met) {
    line("| %s | %s | %s |".formatted(aim, measured, met ? "met" : "missed"));
  }

  /// A line of its own.
  void line(String line) {
    text.append(line).append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
