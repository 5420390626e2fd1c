package dev.microblog;

import dev.microblog.cli.Output;
import dev.microblog.cli.SiteCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// The commands about what is said of the site, beside a running server as well.
@Command(
    name = "settings",
    description =
        "Show and change what the site is called, its texts, and who may sign up. A running server"
            + " has it within five seconds. For the settings of the environment see config.",
    subcommands = CommandLine.HelpCommand.class)
final class SettingsCommand {
  /// Longest text that is read: more than the longest setting may have.
  private static final int MOST_READ = 1_000_000;

  @ParentCommand private @Nullable Main main;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(description = "List all of them.")
  int list(@Option(names = "--json", description = "Print them as JSON.") boolean json) {
    return on(json, SiteCommands::list);
  }

  @Command(description = "Print one of them, as it was typed.")
  int get(
      @Parameters(paramLabel = "NAME", description = "As list prints it.") String name,
      @Option(names = "--json", description = "Print it as JSON.") boolean json) {
    return on(json, site -> site.get(name));
  }

  @Command(description = "Change one of them.")
  int set(
      @Parameters(paramLabel = "NAME", description = "As list prints it.") String name,
      @Parameters(paramLabel = "VALUE", description = "- reads it from the standard input.")
          String value) {
    String text = value.equals("-") ? read() : value;
    return on(false, site -> site.set(name, text));
  }

  @Command(description = "Have one of them as it is by itself.")
  int unset(@Parameters(paramLabel = "NAME", description = "As list prints it.") String name) {
    return on(false, site -> site.set(name, ""));
  }

  private String read() {
    try {
      byte[] bytes = System.in.readNBytes(MOST_READ + 1);
      if (bytes.length > MOST_READ) {
        throw new CommandLine.ParameterException(
            spec.commandLine(), "The standard input is longer than " + MOST_READ + " bytes.");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int on(boolean json, ToIntFunction<SiteCommands> work) {
    Main program = Objects.requireNonNull(main);
    return program.beside(
        beside ->
            work.applyAsInt(
                new SiteCommands(beside.rooms.site().care(), new Output(program.out(), json))));
  }
}
