package dev.microblog;

import dev.microblog.cli.InviteCommands;
import dev.microblog.cli.Output;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// The commands about links by which people may sign up, beside a running server as well.
@Command(
    name = "invite",
    description = "Make, list and revoke links by which people may sign up.",
    subcommands = CommandLine.HelpCommand.class)
final class InviteCommand {
  @ParentCommand private @Nullable Main main;

  @Command(description = "Make a link and print it.")
  int create(
      @Option(
              names = "--uses",
              paramLabel = "COUNT",
              defaultValue = "1",
              description = "How many may sign up by it, ${DEFAULT-VALUE} unless given.")
          int uses,
      @Option(
              names = "--days",
              paramLabel = "COUNT",
              description = "How long it works. Without it, until it is revoked.")
          @Nullable Integer days,
      @Option(names = "--json", description = "Print it as JSON.") boolean json) {
    return on(json, invites -> invites.create(uses, days));
  }

  @Command(description = "List links, the newest first.")
  int list(
      @Option(names = "--before", paramLabel = "ID", description = "Older than this id.")
          @Nullable Long before,
      @Option(names = "--json", description = "Print them as JSON.") boolean json) {
    return on(json, invites -> invites.list(before));
  }

  @Command(description = "Take a link away. Who signed up by it stays.")
  int revoke(@Parameters(paramLabel = "ID", description = "As list prints it.") long id) {
    return on(false, invites -> invites.revoke(id));
  }

  private int on(boolean json, ToIntFunction<InviteCommands> work) {
    Main program = Objects.requireNonNull(main);
    return program.beside(
        beside ->
            work.applyAsInt(
                new InviteCommands(
                    beside.rooms.registration().invitations(),
                    Objects.requireNonNullElse(beside.config.base(), ""),
                    program.clock,
                    new Output(program.out(), json))));
  }
}
