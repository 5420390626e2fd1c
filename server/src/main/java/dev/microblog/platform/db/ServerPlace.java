package dev.microblog.platform.db;

import dev.microblog.platform.config.DatabaseUrl;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.PoolableConnection;
import org.apache.commons.dbcp2.PoolableConnectionFactory;
import org.apache.commons.dbcp2.PoolingDataSource;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A database of a server: a pool of connections, used on the threads of those who ask. No
/// connection is made before one is needed, so that the server may come up later than this process.
final class ServerPlace implements Place {
  private static final Logger log = LoggerFactory.getLogger(ServerPlace.class);

  /// Unused connections are given up before a firewall forgets them.
  private static final Duration LONGEST_IDLE = Duration.ofMinutes(4);

  /// Every connection is replaced from time to time, so that after a failover all find the new
  /// server.
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(30);

  private static final Duration HOUSEKEEPING = Duration.ofSeconds(30);

  private final SqlDriver driver;
  private final ServerErrors errors;
  private final GenericObjectPool<PoolableConnection> pool;
  private final DataSource connections;
  private final DataSource migrators;
  private final Lane later = new Lane("database-later", 1, 256, Databases.PATIENCE);
  private volatile @Nullable SQLDialect dialect;

  ServerPlace(DatabaseUrl url, int most) {
    driver = SqlDriver.of(url);
    errors = new ServerErrors(url);
    pool = pool(() -> driver.connect(true), driver.session(true), most);
    connections = new PoolingDataSource<>(pool);
    migrators = new Unpooled(() -> driver.connect(false), driver.session(false));
  }

  private static GenericObjectPool<PoolableConnection> pool(
      org.apache.commons.dbcp2.ConnectionFactory source, List<String> session, int most) {
    PoolableConnectionFactory factory = new PoolableConnectionFactory(source, null);
    factory.setConnectionInitSql(session);
    factory.setMaxConn(LONGEST_LIFE);
    // The drivers keep statements by themselves. To keep them, the pool would ask PostgreSQL for
    // the schema before each.
    factory.setPoolStatements(false);
    factory.setValidationQueryTimeout(SqlDriver.CONNECT);
    GenericObjectPoolConfig<PoolableConnection> config = new GenericObjectPoolConfig<>();
    config.setMaxTotal(most);
    config.setMaxIdle(most);
    config.setMaxWait(Databases.PATIENCE);
    config.setJmxEnabled(false);
    config.setTestWhileIdle(true);
    config.setTimeBetweenEvictionRuns(HOUSEKEEPING);
    config.setMinEvictableIdleDuration(LONGEST_IDLE);
    config.setNumTestsPerEvictionRun(most);
    GenericObjectPool<PoolableConnection> pool = new GenericObjectPool<>(factory, config);
    factory.setPool(pool);
    return pool;
  }

  @Override
  public SQLDialect dialect(Connection connection) throws SQLException {
    SQLDialect known = dialect;
    if (known == null) {
      known = driver.dialect(connection);
      dialect = known;
    }
    return known;
  }

  @Override
  public @Nullable Path file() {
    return null;
  }

  @Override
  public DataSource readers() {
    return connections;
  }

  @Override
  public DataSource writers() {
    return connections;
  }

  @Override
  public DataSource migrators() {
    return migrators;
  }

  @Override
  public <T extends @Nullable Object> T read(Callable<T> work) {
    return run(work);
  }

  @Override
  public <T extends @Nullable Object> T write(Callable<T> work) {
    return run(work);
  }

  private static <T extends @Nullable Object> T run(Callable<T> work) {
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void later(Runnable work) {
    if (!later.offer(work)) {
      log.debug("The database is busy: a write that may be lost was dropped");
    }
  }

  @Override
  public RuntimeException translated(DataAccessException error) {
    if (errors.broken(error)) {
      // Those that lie idle were very likely cut off by the same.
      pool.clear();
    }
    return errors.translated(error);
  }

  @Override
  public RuntimeException unconnected(SQLException error) {
    return new Busy(String.valueOf(errors.unreachable(error).getMessage()), error);
  }

  @Override
  public RuntimeException unusable(Throwable error) {
    Unreachable unreachable = errors.unreachable(error);
    if (errors.broken(error)) {
      pool.clear();
    }
    return unreachable.reason() == Unreachable.Reason.OTHER && !errors.broken(error)
        ? new Unusable("The database cannot be used: " + error.getMessage(), error)
        : unreachable;
  }

  @Override
  public boolean stale(DataAccessException error) {
    boolean stale = errors.broken(error) && !errors.timedOut(error);
    if (stale) {
      pool.clear();
    }
    return stale;
  }

  @Override
  public boolean full() {
    return pool.getNumActive() >= pool.getMaxTotal();
  }

  @Override
  public List<Lane> lanes() {
    return List.of(later);
  }

  @Override
  public int connections() {
    return pool.getNumActive();
  }

  @Override
  public int mostConnections() {
    return pool.getMaxTotal();
  }

  @Override
  public void close() {
    // What waits there may be lost.
    later.closeWithin(Duration.ofSeconds(1));
    pool.close();
  }
}
