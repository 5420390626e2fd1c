package dev.microblog.platform.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/// Where the data is: what differs between a file of this process and a server's database for the
/// work that is done there.
interface Place extends AutoCloseable {
  /// How jOOQ speaks to what answers there.
  SQLDialect dialect(Connection connection) throws SQLException;

  /// The file; null for a server.
  @Nullable Path file();

  /// Connections to read.
  DataSource readers();

  /// Connections to write.
  DataSource writers();

  /// Connections for migrations, whose statements may take as long as they need.
  DataSource migrators();

  /// Runs queries and waits for them.
  <T extends @Nullable Object> T read(Callable<T> work);

  /// Runs a transaction and waits for it.
  <T extends @Nullable Object> T write(Callable<T> work);

  /// Runs work later, in the order in which it is given, or drops it where there is too much.
  void later(Runnable work);

  /// The error as [Busy] where trying again later may help; any other as it is.
  RuntimeException translated(DataAccessException error);

  /// The error for somebody who got no connection: [Busy] where trying again later may help.
  RuntimeException unconnected(SQLException error);

  /// The error with a sentence for the operator: [Unreachable] or [Unusable].
  RuntimeException unusable(Throwable error);

  /// Whether the error says no more than that this connection was dead already, so that another may
  /// serve.
  boolean stale(DataAccessException error);

  /// Whether as many are at work there as can be, so that whoever comes waits for one of them.
  boolean full();

  /// The lanes on which work is done there.
  List<Lane> lanes();

  /// Connections that are in use now.
  int connections();

  /// Connections that may be in use at once.
  int mostConnections();

  /// Ends what runs and closes the connections.
  @Override
  void close();
}
