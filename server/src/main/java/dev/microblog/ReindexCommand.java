package dev.microblog;

import dev.microblog.platform.config.Config;
import dev.microblog.platform.db.DataFolder;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Storage;
import dev.microblog.platform.index.IndexUnavailable;
import dev.microblog.platform.index.SearchIndex;
import dev.microblog.search.Rebuild;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/// Builds the search index anew: here, or where a server holds it, by that server.
@Command(
    name = "reindex",
    description =
        "Build the search index anew, beside the one that is searched. Where a server holds it, that"
            + " server does it, and goes on serving.")
final class ReindexCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(ReindexCommand.class);

  @ParentCommand private @Nullable Main main;

  @Override
  public Integer call() {
    Main program = Objects.requireNonNull(main);
    Config config = SearchCommand.searching(program);
    try (App app = new App(config, program.clock, false);
        SearchIndex index = SearchParts.index(config)) {
      Rebuild rebuild = Objects.requireNonNull(app.rooms.search().rebuild);
      SearchCommand.commands(program, app.rooms.database(), index).build(rebuild);
      return 0;
    } catch (DataFolder.InUse e) {
      return request(program, config);
    } catch (IndexUnavailable e) {
      if (e.getCause() instanceof DataFolder.InUse) {
        return request(program, config);
      }
      log.error("{}", e.getMessage());
      return Main.UNUSABLE;
    }
  }

  private static int request(Main program, Config config) {
    try (Database database = Storage.beside(config);
        SearchIndex index = SearchParts.index(config)) {
      return SearchCommand.commands(program, database, index).request() ? 0 : Main.UNUSABLE;
    }
  }
}
