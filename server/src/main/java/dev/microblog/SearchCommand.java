package dev.microblog;

import dev.microblog.cli.SearchCommands;
import dev.microblog.platform.config.Config;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Storage;
import dev.microblog.platform.db.Unusable;
import dev.microblog.platform.index.SearchIndex;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/// The commands about the search index that change nothing.
@Command(
    name = "search",
    description = "Look after the search index.",
    subcommands = CommandLine.HelpCommand.class)
final class SearchCommand {
  @ParentCommand private @Nullable Main main;

  @Command(
      description =
          "Print how many documents the search index has, how far it lags behind, its size, and which"
              + " engine keeps it. Exit code 1 if it cannot be used.")
  int status() {
    Main program = Objects.requireNonNull(main);
    Config config = searching(program);
    try (Database database = Storage.beside(config);
        SearchIndex index = SearchParts.index(config)) {
      return commands(program, database, index).status();
    }
  }

  /// The settings of a site with a search.
  ///
  /// @throws Unusable if there is none
  static Config searching(Main program) {
    Config config = program.settings().config();
    if (!config.search().on()) {
      throw new Unusable("There is no search: SEARCH is off.");
    }
    return config;
  }

  static SearchCommands commands(Main program, Database database, SearchIndex index) {
    return new SearchCommands(database, index, program.clock, program.out(), Main.onTerminal());
  }
}
