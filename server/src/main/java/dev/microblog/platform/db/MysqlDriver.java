package dev.microblog.platform.db;

import dev.microblog.platform.config.DatabaseUrl;
import dev.microblog.platform.config.DatabaseUrl.Tls;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.jooq.SQLDialect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Connections to MySQL and MariaDB, by the driver of MariaDB (docs/adr/0019).
final class MysqlDriver implements SqlDriver {
  private static final Logger log = LoggerFactory.getLogger(MysqlDriver.class);

  private final Driver driver = SqlDriver.load("org.mariadb.jdbc.Driver");
  private final DatabaseUrl url;

  /// Whether a server that may do without TLS was found not to offer it.
  private volatile boolean plain;

  MysqlDriver(DatabaseUrl url) {
    this.url = url;
  }

  @Override
  public Connection connect(boolean serving) throws SQLException {
    if (url.tls() != Tls.PREFER) {
      return connect(serving, url.tls());
    }
    if (plain) {
      try {
        return connect(serving, Tls.DISABLE);
      } catch (SQLException e) {
        // It may be another server by now, which lets nobody in without.
        plain = false;
        throw e;
      }
    }
    try {
      return connect(serving, Tls.REQUIRE);
    } catch (SQLException e) {
      // The driver knows no way to ask for TLS only where it is offered.
      if (!ServerErrors.isOfTls(e)) {
        throw e;
      }
      Connection connection = connect(serving, Tls.DISABLE);
      if (ServerErrors.isWithoutTls(e)) {
        plain = true;
      } else {
        log.warn(
            "The database server is reached without TLS, for with it there is an error: {}",
            e.getMessage());
      }
      return connection;
    }
  }

  private Connection connect(boolean serving, Tls tls) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", url.user());
    properties.setProperty("password", url.password());
    properties.setProperty("connectTimeout", millis(CONNECT));
    properties.setProperty("socketTimeout", serving ? millis(SILENCE) : "0");
    properties.setProperty("tcpKeepAlive", "true");
    // Else an upsert that changes nothing counts a row, as if it had inserted one.
    properties.setProperty("useAffectedRows", "true");
    properties.setProperty("useServerPrepStmts", "true");
    // A server must not be able to ask for files of this machine, or for the password itself.
    properties.setProperty("allowLocalInfile", "false");
    properties.setProperty(
        "restrictedAuth",
        "mysql_native_password,caching_sha2_password,sha256_password,client_ed25519,parsec");
    // MySQL 8 sends the key for the password's encryption; without TLS there is no other way to it.
    properties.setProperty("allowPublicKeyRetrieval", String.valueOf(tls == Tls.DISABLE));
    tls(properties, tls);
    String host = url.host().indexOf(':') < 0 ? url.host() : '[' + url.host() + ']';
    Connection connection =
        driver.connect("jdbc:mariadb://" + host + ':' + url.port() + '/' + url.name(), properties);
    if (connection == null) {
      throw new SQLException("not an address of MariaDB");
    }
    return connection;
  }

  private void tls(Properties properties, Tls tls) {
    properties.setProperty(
        "sslMode",
        switch (tls) {
          case DISABLE -> "disable";
          case PREFER, REQUIRE -> "trust";
          case VERIFY_CA -> "verify-ca";
          case VERIFY_FULL -> "verify-full";
        });
    Path authority = url.authority();
    if (authority != null) {
      properties.setProperty("serverSslCert", authority.toString());
      properties.setProperty("fallbackToSystemTrustStore", "false");
    }
  }

  @Override
  public List<String> session(boolean serving) {
    String waits =
        serving
            ? "set innodb_lock_wait_timeout = %1$s, lock_wait_timeout = %1$s"
                    .formatted(LOCK.toSeconds())
                // Each of the two servers takes the other's part for a comment.
                + " /*!50708 , max_execution_time = %s */ /*M!100101 , max_statement_time = %s */"
                    .formatted(millis(STATEMENT), STATEMENT.toSeconds())
            : "set lock_wait_timeout = " + TABLE_LOCK.toSeconds();
    return List.of(
        // As PostgreSQL does by itself: else MySQL locks gaps, and writers wait for rows that are
        // not there.
        "set session transaction isolation level read committed, read write",
        "set sql_mode = 'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
            + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
        waits);
  }

  private static String millis(Duration duration) {
    return String.valueOf(duration.toMillis());
  }

  @Override
  public SQLDialect dialect(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals("MariaDB")
        ? SQLDialect.MARIADB
        : SQLDialect.MYSQL;
  }
}
