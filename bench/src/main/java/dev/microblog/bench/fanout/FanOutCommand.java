package dev.microblog.bench.fanout;

import dev.microblog.bench.size.Coefficients;
import dev.microblog.bench.size.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `bench/fan-out`.
@Command(
    name = "fan-out",
    description =
        "Simulates a day of home lists on a site that no machine here holds: entries written, how"
            + " long posts wait, and which threshold for merging on reading costs least.",
    mixinStandardHelpOptions = true)
public final class FanOutCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--people", description = "With an account (${DEFAULT-VALUE}).")
  private int people = 10_000_000;

  @Option(names = "--active", description = "Share of them here in 30 days (${DEFAULT-VALUE}).")
  private double active = 0.33;

  @Option(names = "--follows", description = "Of the average person (${DEFAULT-VALUE}).")
  private double follows = 50;

  @Option(names = "--follow-spread", description = "Sigma of follows (${DEFAULT-VALUE}).")
  private double followSpread = 1.5;

  @Option(names = "--most-follows", description = "Of one person (${DEFAULT-VALUE}).")
  private int mostFollows = 5_000;

  @Option(names = "--exponent", description = "Of the density of followers (${DEFAULT-VALUE}).")
  private double exponent = 2.276;

  @Option(names = "--most-followed", description = "Share that follows the best known.")
  private double mostFollowed = 0.1;

  @Option(names = "--posts", description = "A day of an active person (${DEFAULT-VALUE}).")
  private double posts = 1;

  @Option(names = "--post-spread", description = "Sigma of posts (${DEFAULT-VALUE}).")
  private double postSpread = 1.5;

  @Option(
      names = "--correlation",
      description = "Of posting and being followed, 0 to 1 (${DEFAULT-VALUE}).")
  private double correlation;

  @Option(names = "--reads", description = "Of home a day, an active person (${DEFAULT-VALUE}).")
  private double reads = 10;

  @Option(names = "--peak", description = "Of a day, times the mean (${DEFAULT-VALUE}).")
  private double peak = 2;

  @Option(names = "--most-merged", description = "Authors for one reader (${DEFAULT-VALUE}).")
  private int mostMerged = 50;

  @Option(names = "--seed", description = "Of everything random (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--engine", description = "Whose costs count (${DEFAULT-VALUE}).")
  private Engine engine = Engine.MYSQL;

  @Option(
      names = "--thresholds",
      split = ",",
      description = "That are compared (${DEFAULT-VALUE}).")
  private List<Integer> thresholds =
      List.of(50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000);

  @Option(names = "--reads-a-post", split = ",", description = "Ratios that are compared.")
  private List<Double> readsAPost = List.of(1.0, 10.0, 100.0);

  @Option(names = "--patience", description = "For the slowest post, in s (${DEFAULT-VALUE}).")
  private double patience = 1;

  @Option(names = "--queued", split = ",", description = "Thresholds whose queues are shown.")
  private List<Integer> queued = List.of(2_000, 20_000);

  @Option(names = "--workers", split = ",", description = "That are compared (${DEFAULT-VALUE}).")
  private List<Integer> workers = List.of(1, 2, 4);

  @Override
  public Integer call() throws InterruptedException {
    System.out.print(report());
    return 0;
  }

  private FanOutReport report() throws InterruptedException {
    World world = world();
    People habits = new People(world);
    int[] compared =
        Stream.concat(thresholds.stream().sorted().distinct(), Stream.of(Integer.MAX_VALUE))
            .mapToInt(Integer::intValue)
            .toArray();
    int processors = Math.min(4, Runtime.getRuntime().availableProcessors());
    Network network = new Network(world, habits, compared, processors);
    FanOutReport report =
        new FanOutReport(
            network, new Day(world, habits), Costs.of(Coefficients.measured(), engine));
    report.world();
    report.thresholds();
    report.verdicts(readsAPost, patience);
    List<Integer> shown = new ArrayList<>(queued);
    shown.add(Integer.MAX_VALUE);
    report.queues(shown, workers);
    return report;
  }

  private World world() {
    if (thresholds.stream().anyMatch(value -> value < 1)
        || workers.stream().anyMatch(value -> value < 1 || value > 1_000)) {
      throw new ParameterException(
          spec.commandLine(), "Thresholds are at least 1, workers 1 to 1,000.");
    }
    try {
      return new World(
          people,
          active,
          follows,
          followSpread,
          mostFollows,
          exponent,
          mostFollowed,
          posts,
          postSpread,
          correlation,
          reads,
          1,
          peak,
          mostMerged,
          seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
