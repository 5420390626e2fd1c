package dev.microblog;

import dev.microblog.cli.JobCommands;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Storage;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// The commands about what follows writes, beside a running server as well.
@Command(
    name = "jobs",
    description =
        "Print what is still to be done after writes, and what was given up. Exit code 1 if"
            + " something was.",
    subcommands = CommandLine.HelpCommand.class)
final class JobsCommand implements Callable<Integer> {
  @ParentCommand private @Nullable Main main;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    return on(JobCommands::list);
  }

  @Command(description = "Have something tried again that was given up.")
  int retry(
      @Parameters(arity = "0..1", paramLabel = "ID", description = "What jobs prints for it.")
          @Nullable Long id,
      @Option(names = "--all", description = "Everything that was given up.") boolean all) {
    if (all == (id != null)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "Name one by its ID, or all by --all.");
    }
    return on(
        jobs -> {
          if (id != null) {
            return jobs.retry(id);
          }
          jobs.retryAll();
          return 0;
        });
  }

  private int on(ToIntFunction<JobCommands> work) {
    Main program = Objects.requireNonNull(main);
    try (Database database = Storage.beside(program.settings().config())) {
      return work.applyAsInt(new JobCommands(database, program.clock, program.out()));
    }
  }
}
