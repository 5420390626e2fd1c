package dev.microblog;

import dev.microblog.cli.ReportCommands;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// The command about what people reported, beside a running server as well.
@Command(
    name = "report",
    description = "See what people reported.",
    subcommands = CommandLine.HelpCommand.class)
final class ReportCommand {
  @ParentCommand private @Nullable Main main;

  @Command(
      description =
          "List what waits to be decided, the newest first. The line at the end says how to list"
              + " the ones before.")
  int list(
      @Option(names = "--before", paramLabel = "ID", description = "Older than this id.")
          @Nullable Long before,
      @Option(names = "--json", description = "Print it as JSON.") boolean json) {
    Main program = Objects.requireNonNull(main);
    try (Beside beside = new Beside(program.settings().config(), program.clock)) {
      var moderation = beside.rooms.moderation();
      return new ReportCommands(moderation.reports(), moderation.roster(), program.out(), json)
          .list(before);
    }
  }
}
