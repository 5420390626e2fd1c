package dev.microblog.bench;

import dev.microblog.bench.bare.BareServer;
import dev.microblog.bench.data.MakeData;
import dev.microblog.bench.data.MakeTutorial;
import dev.microblog.bench.fanout.FanOutCommand;
import dev.microblog.bench.load.LoadCommand;
import dev.microblog.bench.run.ListenersCommand;
import dev.microblog.bench.run.RunCommand;
import dev.microblog.bench.search.SearchCommand;
import dev.microblog.bench.size.SizeCommand;
import dev.microblog.bench.weigh.WeighCommand;
import dev.microblog.platform.db.Unusable;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The commands of the benchmarks; the scripts in bench/ run them.
@Command(
    name = "bench",
    description = "Measures the packaged server.",
    mixinStandardHelpOptions = true,
    subcommands = {
      MakeData.class,
      MakeTutorial.class,
      LoadCommand.class,
      BareServer.class,
      RunCommand.class,
      SearchCommand.class,
      ListenersCommand.class,
      WeighCommand.class,
      SizeCommand.class,
      FanOutCommand.class
    })
public final class Bench {
  private Bench() {}

  /// Runs one command.
  ///
  /// @param arguments of the command line
  public static void main(String[] arguments) {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    int status =
        new CommandLine(new Bench())
            .setExecutionExceptionHandler((e, command, _) -> tell(e, command))
            .execute(arguments);
    if (status != 0) {
      System.exit(status);
    }
  }

  /// What somebody can mend is told in a sentence; what is wrong here comes with its trace.
  private static int tell(Exception e, CommandLine command) throws Exception {
    if (!(e instanceof Unusable || e instanceof IOException)) {
      throw e;
    }
    command.getErr().println(e.getMessage());
    return 1;
  }
}
