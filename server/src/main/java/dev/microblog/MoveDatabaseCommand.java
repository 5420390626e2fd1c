package dev.microblog;

import dev.microblog.cli.MoveReporter;
import dev.microblog.platform.config.Config;
import dev.microblog.platform.config.DatabaseUrl;
import dev.microblog.platform.config.OtherDatabase;
import dev.microblog.platform.db.DataFolder;
import dev.microblog.platform.db.Storage;
import dev.microblog.platform.db.Unusable;
import dev.microblog.platform.move.DatabaseMove;
import dev.microblog.platform.move.MoveReport;
import dev.microblog.platform.move.MoveSide;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// Moves everything to another database. It needs no more of the server than where the data is.
@Command(
    name = "move-database",
    description =
        "Move everything from the database of the settings to an empty one, of any kind, and compare"
            + " what arrived. No server may run meanwhile. If it is killed, do it again: it goes on.")
final class MoveDatabaseCommand implements Callable<Integer> {
  /// For the few words that go beside the rows.
  private static final int CONNECTIONS = 2;

  @ParentCommand private @Nullable Main main;

  @Option(names = "--verify-only", description = "Compare the two databases, and change neither.")
  private boolean verifyOnly;

  @Option(
      names = "--release",
      description =
          "Give a move up, or go back after one: let servers use the database of the settings"
              + " again.")
  private boolean release;

  @Parameters(
      arity = "0..1",
      paramLabel = "TARGET",
      description =
          "mysql://user@host/name, mariadb://…, postgresql://… or sqlite:////folder/microblog.db."
              + " Without it MOVE_DATABASE_URL or the file named by MOVE_DATABASE_URL_FILE says it;"
              + " a password of its own is taken from MOVE_DATABASE_PASSWORD.")
  private @Nullable String target;

  @Override
  public Integer call() {
    Main program = Objects.requireNonNull(main);
    Config config = program.settings().config();
    MoveReporter told = new MoveReporter(program.out(), Main.onTerminal());
    if (release) {
      return release(config, told);
    }
    DatabaseUrl url = program.other(OtherDatabase.MOVED_TO, target);
    DatabaseMove.refuseSame(config.database(), url);
    try (Storage from = opened(config.database(), config.dataDir(), true);
        Storage to = opened(url, folder(url), verifyOnly)) {
      DatabaseMove move =
          new DatabaseMove(
              side(config.database(), from),
              new MoveSide("The target", url, to.database()),
              config.databaseWait(),
              program.clock);
      MoveReport report = verifyOnly ? move.verify(told) : move.run(told);
      told.print(report);
      if (!report.same()) {
        told.printDifferent(!verifyOnly);
        return 1;
      }
      if (!verifyOnly) {
        told.printNext(config.database(), url, key(config));
      }
      return 0;
    }
  }

  private static int release(Config config, MoveReporter told) {
    try (Storage from = opened(config.database(), config.dataDir(), true)) {
      told.printReleased(DatabaseMove.release(side(config.database(), from)));
      return 0;
    }
  }

  private static MoveSide side(DatabaseUrl url, Storage storage) {
    return new MoveSide("The database of the settings", url, storage.database());
  }

  /// @param there whether it must be there already
  private static Storage opened(DatabaseUrl url, Path dataDir, boolean there) {
    Path file = url.file();
    if (there && file != null && !Files.isRegularFile(file)) {
      throw new Unusable("There is no database " + file + ". Check DATA_DIR.");
    }
    try {
      return Storage.held(url, dataDir, CONNECTIONS);
    } catch (DataFolder.InUse e) {
      throw new Unusable(
          "A server is using the data folder "
              + dataDir
              + ". End it first, and start it again"
              + " where the data is then.",
          e);
    }
  }

  /// What a server with this file has as its data folder; nothing is asked of it for a server.
  private static Path folder(DatabaseUrl url) {
    Path file = url.file();
    Path parent = file == null ? null : file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  /// The secret key that so far is in the data folder; null if it is a setting.
  private static @Nullable Path key(Config config) {
    Path file = config.dataDir().resolve(DataFolder.SECRET_KEY).toAbsolutePath();
    return config.secretKey() == null && Files.exists(file) ? file : null;
  }
}
