package dev.microblog.bench.run;

import dev.microblog.bench.data.DataMaker;
import dev.microblog.bench.data.Handout;
import dev.microblog.bench.data.Plan;
import dev.microblog.bench.load.LoadDriver.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `bench/run`.
@Command(
    name = "run",
    description = "Measures the packaged server next to the bare handler, in turns.",
    mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
  private static final int STARTS = 5;

  @Parameters(
      paramLabel = "SITE",
      arity = "0..*",
      description = "small, large, or a folder filled by bench/make-data (small)")
  private List<String> sites = List.of("small");

  /// Seconds of each turn that are not measured. A turn begins with new connections and another
  /// page, for which the compiler does some hundred methods anew: we measure what stays.
  private static final int RUN_IN = 3;

  @Option(names = "--data", description = "Where small and large are kept, made if missing.")
  private Path data = Machine.folderOf(RunCommand.class).resolve("data");

  @Option(
      names = "--image",
      paramLabel = "NAME",
      description = "Our server is a container of this image, instead of the packaged server.")
  private String image = "";

  @Option(names = "--seconds", description = "To measure a page each turn (${DEFAULT-VALUE}).")
  private int seconds = 5;

  @Option(names = "--warm-up", description = "Seconds a page before all (${DEFAULT-VALUE}).")
  private int warmUp = 20;

  @Option(names = "--rounds", description = "Turns of each page (${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(
      names = "--only",
      split = ",",
      description = "Pages to measure (all): ${COMPLETION-CANDIDATES}. Aims are told of all alone.")
  private Set<Scenario> scenarios = EnumSet.allOf(Scenario.class);

  @Option(names = "--connections", description = "Busy at once (${DEFAULT-VALUE}).")
  private int connections = 32;

  @Override
  public Integer call() throws Exception {
    List<Path> folders = new ArrayList<>();
    for (String site : sites) {
      folders.add(folder(site));
    }
    String core = Machine.oneCore();
    List<Duration> onOne = starts(folders.getFirst(), core);
    List<Duration> onAll = starts(folders.getFirst(), Machine.allCores());
    List<Trial> trials = new ArrayList<>();
    try {
      for (Path folder : folders) {
        trials.add(new Trial(folder, image, core));
      }
      measure(trials);
      System.out.println(report(trials, onOne, onAll));
    } finally {
      trials.forEach(Trial::close);
    }
    return 0;
  }

  private Path folder(String site) throws IOException, SQLException {
    Optional<Plan> plan = Plan.ALL.stream().filter(p -> p.name().equals(site)).findFirst();
    Path folder = (plan.isPresent() ? data.resolve(site) : Path.of(site)).toAbsolutePath();
    if (plan.isPresent() && !Files.exists(folder.resolve(Handout.FILE))) {
      say("making the data set " + site);
      DataMaker.make(plan.get(), folder, System.currentTimeMillis(), RunCommand::say);
    }
    if (!Files.exists(folder.resolve(Handout.FILE))) {
      throw new IOException(folder + " is no folder that bench/make-data has filled.");
    }
    return folder.normalize();
  }

  private List<Duration> starts(Path folder, String cores)
      throws IOException, InterruptedException {
    List<Duration> starts = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      try (ServerProcess server =
          ServerProcess.start(ServerProcess.Kind.OURS, image, folder, cores)) {
        starts.add(server.startUp);
      }
    }
    say("started: " + starts);
    return starts;
  }

  private void measure(List<Trial> trials) throws IOException, InterruptedException {
    for (Trial trial : trials) {
      trial.check();
    }
    Load warming = load(0, warmUp);
    Load load = load(RUN_IN, seconds);
    for (Scenario scenario : scenarios) {
      for (Trial trial : trials) {
        trial.warmUp(scenario, warming);
      }
    }
    for (Scenario scenario : scenarios) {
      for (int round = 0; round < rounds; round++) {
        for (Trial trial : trials) {
          trial.run(scenario, load);
        }
      }
      for (Trial trial : trials) {
        say("%s, %s: ours %s".formatted(trial.site.plan(), scenario, trial.ours.get(scenario)));
        say("%s, %s: bare %s".formatted(trial.site.plan(), scenario, trial.bare.get(scenario)));
      }
    }
    for (Trial trial : trials) {
      trial.post(load(warmUp, seconds * rounds));
      say("%s, posting: %s".formatted(trial.site.plan(), trial.posting));
      trial.weigh();
    }
  }

  private Load load(int warmUpSeconds, int measured) {
    return new Load(connections, Duration.ofSeconds(warmUpSeconds), Duration.ofSeconds(measured));
  }

  private Report report(List<Trial> trials, List<Duration> onOne, List<Duration> onAll)
      throws IOException {
    Report report = new Report();
    report.line("");
    report.line("%s.".formatted(Machine.line()));
    report.line(
        "%s %d connections; each page %d times %d s, ours and bare in turns."
            .formatted(
                Machine.oneCore().isEmpty()
                    ? "Server and driver share the cores."
                    : "One core for the server, another for the driver.",
                connections,
                rounds,
                seconds));
    report.line("");
    trials.forEach(report::site);
    report.starts(onOne, onAll);
    if (scenarios.containsAll(EnumSet.allOf(Scenario.class))) {
      report.aims(trials, Report.median(onOne));
    }
    return report;
  }

  /// What goes on, beside the report.
  private static void say(String done) {
    System.err.println(done);
  }
}
