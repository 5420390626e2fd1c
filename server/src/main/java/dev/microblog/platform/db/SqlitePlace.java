package dev.microblog.platform.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/// An SQLite file: one writer and a few readers, each on a lane of its own: a native wait would
/// stall every virtual thread.
final class SqlitePlace implements Place {
  private static final Logger log = LoggerFactory.getLogger(SqlitePlace.class);

  /// How long a statement waits for a lock that another process holds. Low: everybody behind it
  /// waits as well.
  private static final int BUSY_MILLIS = 500;

  /// Of each connection: one prepared anew costs as much as the query.
  private static final int KEPT_STATEMENTS = 200;

  private static final int READERS =
      Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));

  private final Path file;
  private final BasicDataSource writers;
  private final BasicDataSource readers;
  private final Lane writeLane = new Lane("sqlite-write", 1, 256, Databases.PATIENCE);
  private final Lane readLane = new Lane("sqlite-read", READERS, 512, Databases.PATIENCE);

  SqlitePlace(Path file) {
    this.file = file;
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
    writers = pool(file, writing, 1);
    readers = pool(file, reading, READERS);
  }

  private static void copy(Properties from, Properties to) {
    from.stringPropertyNames().forEach(name -> to.setProperty(name, from.getProperty(name)));
  }

  private static BasicDataSource pool(Path file, Properties properties, int most) {
    BasicDataSource pool = new BasicDataSource();
    pool.setUrl("jdbc:sqlite:" + file);
    pool.setDriverClassName("org.sqlite.JDBC");
    properties
        .stringPropertyNames()
        .forEach(name -> pool.addConnectionProperty(name, properties.getProperty(name)));
    pool.setMaxTotal(most);
    pool.setMaxIdle(most);
    pool.setMaxWait(Databases.PATIENCE);
    pool.setJmxName(null);
    pool.setRegisterConnectionMBean(false);
    pool.setTestOnBorrow(false);
    pool.setPoolPreparedStatements(true);
    pool.setMaxOpenPreparedStatements(KEPT_STATEMENTS);
    return pool;
  }

  @Override
  public SQLDialect dialect(Connection connection) {
    return SQLDialect.SQLITE;
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public DataSource readers() {
    return readers;
  }

  @Override
  public DataSource writers() {
    return writers;
  }

  @Override
  public DataSource migrators() {
    return writers;
  }

  @Override
  public <T extends @Nullable Object> T read(Callable<T> work) {
    return readLane.runFollowed(work);
  }

  @Override
  public <T extends @Nullable Object> T write(Callable<T> work) {
    return writeLane.runFollowed(work);
  }

  @Override
  public void later(Runnable work) {
    if (!writeLane.offer(work)) {
      log.debug("The writer is busy: a write that may be lost was dropped");
    }
  }

  @Override
  public RuntimeException translated(DataAccessException error) {
    return SqliteErrors.translated(error);
  }

  @Override
  public RuntimeException unconnected(SQLException error) {
    return SqliteErrors.translated(new DataAccessException("no connection", error));
  }

  @Override
  public RuntimeException unusable(Throwable error) {
    String sentence = SqliteErrors.sentence(error);
    return new Unusable(
        sentence == null ? "The database cannot be used: " + error.getMessage() : sentence, error);
  }

  @Override
  public boolean stale(DataAccessException error) {
    return false;
  }

  @Override
  public boolean full() {
    // A file makes nobody wait but by its lanes.
    return true;
  }

  @Override
  public List<Lane> lanes() {
    return List.of(writeLane, readLane);
  }

  @Override
  public int connections() {
    return readers.getNumActive() + writers.getNumActive();
  }

  @Override
  public int mostConnections() {
    return READERS + 1;
  }

  @Override
  public void close() {
    writeLane.close();
    readLane.close();
    close(readers);
    close(writers);
  }

  /// One connection that only reads, to a file that may be a running server's, a copy or a backup.
  static Connection reading(Path file) throws SQLException {
    SQLiteConfig readOnly = new SQLiteConfig();
    readOnly.setReadOnly(true);
    // A server may just be writing its log back into the file.
    readOnly.setBusyTimeout(5_000);
    return DriverManager.getConnection("jdbc:sqlite:" + file, readOnly.toProperties());
  }

  private static void close(BasicDataSource pool) {
    try {
      pool.close();
    } catch (SQLException e) {
      log.warn("Connections could not be closed", e);
    }
  }
}
