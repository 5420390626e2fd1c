package dev.microblog.bench.data;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bench/make-data`.
@Command(
    name = "make-data",
    description = "Makes a site in an empty data folder.",
    mixinStandardHelpOptions = true)
public final class MakeData implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "SIZE", description = "small, large or crowd")
  private String size = "";

  @Parameters(index = "1", paramLabel = "FOLDER", description = "the data folder")
  private Path folder = Path.of("");

  @Override
  public Integer call() throws Exception {
    Plan plan =
        Plan.ALL.stream()
            .filter(p -> p.name().equals(size))
            .findFirst()
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(), "The size is small, large or crowd."));
    long start = System.currentTimeMillis();
    DataMaker.make(
        plan,
        folder.toAbsolutePath().normalize(),
        start,
        done ->
            System.out.printf(
                "%6.1f s: %s%n", (System.currentTimeMillis() - start) / 1000.0, done));
    return 0;
  }
}
