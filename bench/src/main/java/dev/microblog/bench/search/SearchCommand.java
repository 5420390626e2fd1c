package dev.microblog.bench.search;

import dev.microblog.bench.Bench;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `bench/search`.
@Command(
    name = "search",
    description = "Measures the search index alone: building it, asking it, adding to it.",
    mixinStandardHelpOptions = true)
public final class SearchCommand implements Callable<Integer> {
  static final String INDEX = "index";
  static final String QUESTIONS = "questions.tsv";
  static final String BUILT = "built.txt";

  /// What a process of its own does.
  private enum Stage {
    BUILD,
    ASK
  }

  @Option(names = "--posts", description = "How many are made (${DEFAULT-VALUE}).")
  private long posts = 200_000;

  @Option(
      names = "--folder",
      description = "Where the index is kept, and taken from if it is there; else it is removed.")
  private @Nullable Path folder;

  @Option(names = "--build-heap", description = "Heap for building, in place of the server's.")
  private String buildHeap = "";

  @Option(
      names = "--java",
      description = "One more flag for Java, such as one that records a profile.")
  private List<String> flags = new ArrayList<>();

  @Option(
      names = "--cpu",
      description =
          "Count processor time, not the time that passes: for a machine with other work.")
  private boolean cpu;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Builds it in this search server instead, and tells only how large it is.")
  private @Nullable URI server;

  @Option(names = "--stage", hidden = true)
  private @Nullable Stage stage;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (server != null) {
      System.out.print(Building.at(server, posts));
      return 0;
    }
    Path place = folder;
    if (place != null && stage != null) {
      return alone(stage, place);
    }
    if (place != null) {
      Files.createDirectories(place);
      return both(place);
    }
    Path passing = Files.createTempDirectory("microblog-search");
    try {
      return both(passing);
    } finally {
      remove(passing);
    }
  }

  private Integer alone(Stage what, Path place) throws IOException {
    switch (what) {
      case BUILD -> Building.run(place, posts);
      case ASK -> Asking.run(place, cpu);
    }
    return 0;
  }

  private int both(Path place) throws IOException, InterruptedException {
    if (!Files.exists(place.resolve(BUILT))) {
      remove(place.resolve(INDEX));
      int status = start(Stage.BUILD, place);
      if (status != 0) {
        return status;
      }
    }
    System.out.println(Files.readString(place.resolve(BUILT)));
    return start(Stage.ASK, place);
  }

  /// In a process with the server's flags, on the core on which this one is.
  private int start(Stage what, Path place) throws IOException, InterruptedException {
    Path jar = Path.of(System.getProperty("java.class.path").split(":", 2)[0]).toAbsolutePath();
    Path options = jar.resolveSibling("../../server/target/app/jvm.options").normalize();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + options);
    command.add("-Duser.language=en");
    if (what == Stage.BUILD && !buildHeap.isEmpty()) {
      command.add("-Xmx" + buildHeap);
    }
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Bench.class.getName()));
    command.addAll(List.of("search", "--stage", what.name(), "--posts", Long.toString(posts)));
    command.addAll(List.of("--folder", place.toString()));
    if (cpu) {
      command.add("--cpu");
    }
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static void remove(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (var paths = Files.walk(path)) {
      Path[] all = paths.toArray(Path[]::new);
      Arrays.sort(all);
      for (int i = all.length - 1; i >= 0; i--) {
        Files.delete(all[i]);
      }
    }
  }
}
