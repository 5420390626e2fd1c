package dev.microblog.platform.db;

import dev.microblog.platform.config.Config;
import dev.microblog.platform.config.DatabaseUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where this process keeps what must not be lost: the database at the schema of this application
/// and, where that is inside the process, the data folder around it.
///
/// @param folder held by this process; null with a database server
public record Storage(@Nullable DataFolder folder, Database database) implements AutoCloseable {
  /// How often a database server is tried that is not there yet.
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(Storage.class);

  /// Opens the database and migrates it, or looks whether it is. A database server that is not
  /// there yet is waited for, as long as the settings say: containers start in any order.
  ///
  /// @param migrate whether to migrate, instead of waiting until somebody has; a file is not waited
  /// for, because nobody else can migrate it meanwhile
  /// @param waits is told each time for what it waits
  /// @throws Unusable if it cannot be used, with a sentence for the operator
  public static Storage open(Config config, boolean migrate, Consumer<String> waits) {
    Storage storage = held(config.database(), config.dataDir(), config.databasePool());
    try {
      storage.prepare(config.databaseWait(), migrate, waits);
      return storage;
    } catch (RuntimeException e) {
      storage.close();
      throw e;
    }
  }

  /// Opens a database as it is, and holds the data folder of a file against servers.
  ///
  /// @param dataDir what a server with that file has as its data folder
  /// @param connections to a server, at most
  /// @throws Unusable if it cannot be opened, with a sentence for the operator
  public static Storage held(DatabaseUrl url, Path dataDir, int connections) {
    DataFolder folder = url.embedded() ? DataFolder.open(dataDir) : null;
    try {
      return new Storage(folder, Databases.open(url, connections));
    } catch (RuntimeException e) {
      if (folder != null) {
        folder.close();
      }
      throw e;
    }
  }

  /// Opens the database of a site that another process may be serving, for a command that reads, or
  /// leaves a request. Nothing is locked or migrated.
  ///
  /// @throws Unusable if it is not there, or not at the schema of this application
  public static Database beside(Config config) {
    Path file = config.database().file();
    if (file != null && !Files.isRegularFile(file)) {
      throw new Unusable("There is no database " + file + ". Check DATA_DIR.");
    }
    Database database = Databases.open(config.database(), config.databasePool());
    try {
      database.ping();
      Migrations.check(database);
      return database;
    } catch (NotMigrated | Unreachable e) {
      database.close();
      throw new Unusable(String.valueOf(e.getMessage()), e);
    }
  }

  private void prepare(Duration patience, boolean migrate, Consumer<String> waits) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      RuntimeException reason;
      try {
        database.ping();
        if (migrate) {
          Migrations.run(database);
        } else {
          Migrations.check(database);
        }
        return;
      } catch (NotMigrated e) {
        if (folder != null) {
          // Whoever migrates it needs the folder that is held here.
          throw new Unusable(String.valueOf(e.getMessage()), e);
        }
        reason = e;
      } catch (Unreachable e) {
        reason = e;
      }
      String sentence = String.valueOf(reason.getMessage());
      waits.accept(sentence);
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new Unusable(
            sentence
                + (sentence.endsWith(".") ? "" : ".")
                + " Given up after "
                + patience.toSeconds()
                + " seconds (DATABASE_WAIT).",
            reason);
      }
      log.warn("{} Trying again every {} seconds.", sentence, PAUSE.toSeconds());
      sleep(Math.min(left, PAUSE.toNanos()));
    }
  }

  private static void sleep(long nanos) {
    try {
      Thread.sleep(Duration.ofNanos(nanos));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unusable("Interrupted while waiting for the database.", e);
    }
  }

  @Override
  public void close() {
    database.close();
    if (folder != null) {
      folder.close();
    }
  }
}
