package dev.microblog.platform.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.commons.dbcp2.BasicDataSource;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens databases. The pools keep prepared statements: one prepared anew costs SQLite as much as
/// the query.
public final class Databases {
  private static final Logger log = LoggerFactory.getLogger(Databases.class);

  /// How long a statement waits for a lock that another process holds. Low: everybody behind it
  /// waits as well.
  private static final int BUSY_MILLIS = 500;

  /// How long anybody waits for a connection or a place on a lane.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int KEPT_STATEMENTS = 200;

  private static final int READERS =
      Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));

  private Databases() {}

  /// The SQLite file: one writer and a few readers, each on a lane of its own: a native wait would
  /// stall every virtual thread.
  public static Database sqlite(Path file) {
    String url = "jdbc:sqlite:" + file;
    Properties shared = new Properties();
    shared.setProperty("synchronous", "FULL");
    shared.setProperty("foreign_keys", "true");
    shared.setProperty("busy_timeout", String.valueOf(BUSY_MILLIS));
    shared.setProperty("cache_size", "-8000");
    shared.setProperty("date_class", "INTEGER");
    Properties writing = new Properties();
    copy(shared, writing);
    // Kept in the file, so it holds for the readers too, who look first whether the file is ours.
    writing.setProperty("journal_mode", "WAL");
    // Deferred, a transaction that reads and then writes is refused at once when another has
    // written meanwhile.
    writing.setProperty("transaction_mode", "IMMEDIATE");
    Properties reading = new Properties();
    copy(shared, reading);
    reading.setProperty("query_only", "true");

    BasicDataSource writers = pool(url, writing, 1);
    BasicDataSource readers = pool(url, reading, READERS);
    Lane writeLane = new Lane("sqlite-write", 1, 256, PATIENCE);
    Lane readLane = new Lane("sqlite-read", READERS, 512, PATIENCE);
    return new Database(
        SQLDialect.SQLITE,
        readers,
        writers,
        runner(readLane),
        runner(writeLane),
        work -> {
          if (!writeLane.offer(work)) {
            log.debug("The writer is busy: a write that may be lost was dropped");
          }
        },
        () -> {
          writeLane.close();
          readLane.close();
          close(readers);
          close(writers);
        });
  }

  private static void copy(Properties from, Properties to) {
    from.stringPropertyNames().forEach(name -> to.setProperty(name, from.getProperty(name)));
  }

  /// A database server: any number of connections up to `most`, on the callers' threads.
  ///
  /// @param url a JDBC address of a driver on the class path
  public static Database server(
      SQLDialect dialect, String url, String user, String password, int most) {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    if (dialect.family() == SQLDialect.MYSQL) {
      // Else an upsert that changes nothing counts a row, as if it had inserted one.
      properties.setProperty("useAffectedRows", "true");
    }
    BasicDataSource pool = pool(url, properties, most);
    // What PostgreSQL does by itself: without it MySQL locks gaps, and writers wait for rows that
    // are not there.
    pool.setDefaultTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    Runner runner = new Runner();
    return new Database(
        dialect,
        pool,
        pool,
        runner,
        runner,
        work -> Thread.ofVirtual().start(work),
        () -> close(pool));
  }

  private static BasicDataSource pool(String url, Properties properties, int most) {
    BasicDataSource pool = new BasicDataSource();
    pool.setUrl(url);
    pool.setDriverClassName(driver(url));
    properties
        .stringPropertyNames()
        .forEach(name -> pool.addConnectionProperty(name, properties.getProperty(name)));
    pool.setMaxTotal(most);
    pool.setMaxIdle(most);
    pool.setMaxWait(PATIENCE);
    pool.setJmxName(null);
    pool.setRegisterConnectionMBean(false);
    pool.setTestOnBorrow(false);
    pool.setPoolPreparedStatements(true);
    pool.setMaxOpenPreparedStatements(KEPT_STATEMENTS);
    return pool;
  }

  private static void close(BasicDataSource pool) {
    try {
      pool.close();
    } catch (SQLException e) {
      log.warn("Connections could not be closed", e);
    }
  }

  private static String driver(String url) {
    return switch (url.split(":", 3)[1]) {
      case "sqlite" -> "org.sqlite.JDBC";
      case "postgresql" -> "org.postgresql.Driver";
      default -> "com.mysql.cj.jdbc.Driver";
    };
  }

  private static Database.Runner runner(Lane lane) {
    return new Database.Runner() {
      @Override
      public <T extends @Nullable Object> T run(Callable<T> work) {
        return lane.run(work);
      }
    };
  }

  /// Runs work where it is called.
  private static final class Runner implements Database.Runner {
    @Override
    public <T extends @Nullable Object> T run(Callable<T> work) {
      try {
        return work.call();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
