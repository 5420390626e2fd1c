package dev.microblog.platform.db;

import dev.microblog.platform.config.DatabaseUrl;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jooq.SQLDialect;

/// Makes connections to a database server.
interface SqlDriver {
  /// How long a server may take to let us in.
  Duration CONNECT = Duration.ofSeconds(5);

  /// How long the server may work at one statement. Somebody waits for a page behind it.
  Duration STATEMENT = Duration.ofSeconds(20);

  /// How long one statement may wait for a row that another transaction holds.
  Duration LOCK = Duration.ofSeconds(10);

  /// How long a server may be silent until the connection counts as dead: longer than a statement,
  /// so that it is the server that ends one where it can.
  Duration SILENCE = Duration.ofSeconds(30);

  /// How long a statement of a migration waits for a table: everybody else waits behind it.
  Duration TABLE_LOCK = Duration.ofMinutes(1);

  /// The driver for the server of an address.
  static SqlDriver of(DatabaseUrl url) {
    return url.kind() == DatabaseUrl.Kind.POSTGRESQL
        ? new PostgresqlDriver(url)
        : new MysqlDriver(url);
  }

  /// A driver by its name: nothing of it is needed to build, and it is loaded only if it is used.
  static Driver load(String name) {
    try {
      return Class.forName(name).asSubclass(Driver.class).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name + " is not on the class path", e);
    }
  }

  /// A new connection.
  ///
  /// @param serving whether a request waits for it, so that silence is bounded; else a migration
  /// does, which may take long
  Connection connect(boolean serving) throws SQLException;

  /// What is told the server on each new connection.
  List<String> session(boolean serving);

  /// How jOOQ speaks to the server.
  SQLDialect dialect(Connection connection) throws SQLException;
}
