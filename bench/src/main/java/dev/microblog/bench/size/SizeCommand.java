package dev.microblog.bench.size;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `bench/size`.
@Command(
    name = "size",
    description = "Computes what a site of some size needs, from what was measured.",
    mixinStandardHelpOptions = true)
public final class SizeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--people", description = "With an account (${DEFAULT-VALUE}).")
  private long people = 10_000;

  @Option(names = "--active", description = "Share of them here in 30 days (${DEFAULT-VALUE}).")
  private double active = 0.33;

  @Option(names = "--posts", description = "A day of an active person (${DEFAULT-VALUE}).")
  private double posts = 1;

  @Option(names = "--follows", description = "Of the average person (${DEFAULT-VALUE}).")
  private double follows = 50;

  @Option(names = "--pages", description = "A day of an active person (${DEFAULT-VALUE}).")
  private double pages = 20;

  @Option(names = "--years", description = "Of posts that are kept (${DEFAULT-VALUE}).")
  private double years = 1;

  @Option(names = "--coefficients", description = "Also prints what it is computed from.")
  private boolean coefficients;

  @Override
  public Integer call() {
    SizeTable table = new SizeTable(Coefficients.measured());
    try {
      System.out.print(table.of(new Site(people, active, posts, follows, pages, years)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    if (coefficients) {
      System.out.print("\n" + table.coefficients());
    }
    return 0;
  }
}
