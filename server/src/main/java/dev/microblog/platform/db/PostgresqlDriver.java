package dev.microblog.platform.db;

import dev.microblog.platform.config.DatabaseUrl;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jooq.SQLDialect;

/// Connections to PostgreSQL.
final class PostgresqlDriver implements SqlDriver {
  /// The driver logs by other means than ours what it also throws.
  private static final Logger driversLog = Logger.getLogger("org.postgresql");

  static {
    driversLog.setLevel(Level.OFF);
  }

  private final Driver driver = SqlDriver.load("org.postgresql.Driver");
  private final DatabaseUrl url;

  PostgresqlDriver(DatabaseUrl url) {
    this.url = url;
  }

  @Override
  public Connection connect(boolean serving) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", url.user());
    properties.setProperty("password", url.password());
    properties.setProperty("ApplicationName", "microblog");
    properties.setProperty("connectTimeout", seconds(CONNECT));
    properties.setProperty("loginTimeout", seconds(CONNECT));
    properties.setProperty("socketTimeout", serving ? seconds(SILENCE) : "0");
    properties.setProperty("tcpKeepAlive", "true");
    // It has the values that were in the way, which people wrote.
    properties.setProperty("logServerErrorDetail", "false");
    tls(properties);
    String host = url.host().indexOf(':') < 0 ? url.host() : '[' + url.host() + ']';
    Connection connection =
        driver.connect(
            "jdbc:postgresql://" + host + ':' + url.port() + '/' + url.name(), properties);
    if (connection == null) {
      throw new SQLException("not an address of PostgreSQL");
    }
    return connection;
  }

  private void tls(Properties properties) {
    properties.setProperty(
        "sslmode",
        switch (url.tls()) {
          case DISABLE -> "disable";
          case PREFER -> "prefer";
          case REQUIRE -> "require";
          case VERIFY_CA -> "verify-ca";
          case VERIFY_FULL -> "verify-full";
        });
    Path authority = url.authority();
    if (authority != null) {
      properties.setProperty("sslrootcert", authority.toString());
    } else if (url.tls().compareTo(DatabaseUrl.Tls.VERIFY_CA) >= 0) {
      properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
    }
  }

  @Override
  public List<String> session(boolean serving) {
    String common =
        "set default_transaction_isolation = 'read committed'; set default_transaction_read_only ="
            + " off; set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set"
            + " tcp_keepalives_count = 3; ";
    return List.of(
        serving
            ? common
                + "set statement_timeout = '%ss'; set lock_timeout = '%ss'; set idle_in_transaction_session_timeout = '%ss'"
                    .formatted(seconds(STATEMENT), seconds(LOCK), seconds(SILENCE))
            : common
                + "set statement_timeout = 0; set lock_timeout = '%ss'"
                    .formatted(seconds(TABLE_LOCK)));
  }

  private static String seconds(Duration duration) {
    return String.valueOf(duration.toSeconds());
  }

  @Override
  public SQLDialect dialect(Connection connection) {
    return SQLDialect.POSTGRES;
  }
}
