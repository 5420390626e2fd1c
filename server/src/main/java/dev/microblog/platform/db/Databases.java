package dev.microblog.platform.db;

import dev.microblog.platform.config.DatabaseUrl;
import java.nio.file.Path;
import java.time.Duration;

/// Opens databases.
public final class Databases {
  /// How long anybody waits for a connection or a place on a lane.
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private Databases() {}

  /// Opens what an address says. A server is not asked yet: it may come up later, see
  /// [Database#ping()].
  ///
  /// @param connections to a server, at most; a file has as many as it can use
  /// @throws Unusable if the file cannot be made
  public static Database open(DatabaseUrl url, int connections) {
    Path file = url.file();
    return file == null ? new Database(new ServerPlace(url, connections)) : sqlite(file);
  }

  /// The SQLite file: one writer and a few readers, each on a lane of its own. It is made if it is
  /// missing, readable for its owner alone.
  ///
  /// @throws Unusable if it cannot be made
  public static Database sqlite(Path file) {
    DataFolder.makeFile(file);
    return new Database(new SqlitePlace(file));
  }
}
