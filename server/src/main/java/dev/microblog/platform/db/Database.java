package dev.microblog.platform.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderNameCase;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.SQLStateClass;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.DefaultConnectionProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The database as use cases see it: a read, or a write that is one transaction. Which database it
/// is, and on whose threads the work runs, is decided where it is opened ([Databases]).
public final class Database implements AutoCloseable {
  /// Where work runs: on a [Lane] for an embedded database, on the caller's thread for a server's.
  interface Runner {
    <T extends @Nullable Object> T run(Callable<T> work);
  }

  private static final Logger log = LoggerFactory.getLogger(Database.class);

  /// How often a transaction is begun that the database ends for the sake of another.
  private static final int MOST_TRIES = 5;

  private final Configuration configuration;
  private final DataSource readers;
  private final DataSource writers;
  private final Runner readRunner;
  private final Runner writeRunner;
  private final Consumer<Runnable> background;
  private final Runnable closer;
  private final boolean embedded;

  /// Where a turn is running, for the reads within it.
  private final ScopedValue<DSLContext> turn = ScopedValue.newInstance();

  Database(
      SQLDialect dialect,
      DataSource readers,
      DataSource writers,
      Runner readRunner,
      Runner writeRunner,
      Consumer<Runnable> background,
      Runnable closer) {
    this.configuration =
        new DefaultConfiguration()
            .set(dialect)
            .set(
                new Settings()
                    .withRenderSchema(false)
                    .withRenderQuotedNames(RenderQuotedNames.NEVER)
                    .withRenderNameCase(RenderNameCase.AS_IS)
                    .withInListPadding(true)
                    .withExecuteLogging(false)
                    .withFetchWarnings(false));
    this.embedded = dialect.family() == SQLDialect.SQLITE;
    this.readers = readers;
    this.writers = writers;
    this.readRunner = readRunner;
    this.writeRunner = writeRunner;
    this.background = background;
    this.closer = closer;
  }

  /// Runs queries and gives back what the work makes of them.
  ///
  /// @throws Busy if there is no room for the work now
  public <T extends @Nullable Object> T read(Function<DSLContext, T> work) {
    return turn.isBound()
        ? translating(work, turn.get())
        : readRunner.run(() -> withConnection(sql -> translating(work, sql)));
  }

  /// Runs work that reads several times in one turn: the reads within it wait for a place on the
  /// lane once instead of each time, which costs more than many a query. It may write, too, but
  /// others wait for it to end. On a database server, whose reads run where they are called, it is
  /// just run: whoever held one connection and waited for another could wait for ever.
  ///
  /// @throws Busy if there is no room for the work now
  public void turn(Runnable work) {
    if (!embedded || turn.isBound()) {
      work.run();
      return;
    }
    readRunner.<@Nullable Void>run(
        () ->
            withConnection(
                sql -> {
                  ScopedValue.where(turn, sql).run(work);
                  return null;
                }));
  }

  private <T extends @Nullable Object> T withConnection(Function<DSLContext, T> work) {
    try (Connection connection = connection(readers)) {
      return work.apply(sql(connection));
    } catch (SQLException e) {
      throw new DataAccessException("no connection", e);
    }
  }

  private static <T extends @Nullable Object> T translating(
      Function<DSLContext, T> work, DSLContext sql) {
    try {
      return work.apply(sql);
    } catch (DataAccessException e) {
      throw SqliteErrors.translated(e);
    }
  }

  /// Runs the work as one transaction: committed when it returns, rolled back when it throws. Where
  /// two transactions wait for each other a server's database ends one, and its work is run again.
  ///
  /// @throws Busy if there is no room for the work now
  public <T extends @Nullable Object> T write(Function<Transaction, T> work) {
    return writeRunner.run(() -> transact(work));
  }

  /// As [#write], but later and without an answer. Dropped when there is no room: only for what may
  /// be lost, such as when somebody was last seen.
  public void writeLater(Consumer<Transaction> work) {
    background.accept(
        () -> {
          try {
            transact(
                transaction -> {
                  work.accept(transaction);
                  return null;
                });
          } catch (RuntimeException e) {
            log.warn("A write that may be lost failed", e);
          }
        });
  }

  private <T extends @Nullable Object> T transact(Function<Transaction, T> work) {
    for (int tries = 1; ; tries++) {
      try {
        return tryToTransact(work);
      } catch (DataAccessException e) {
        boolean ended = e.sqlStateClass() == SQLStateClass.C40_TRANSACTION_ROLLBACK;
        if (!ended || tries == MOST_TRIES) {
          throw SqliteErrors.translated(e);
        }
        log.debug("A transaction is tried again", e);
      }
    }
  }

  private <T extends @Nullable Object> T tryToTransact(Function<Transaction, T> work) {
    try (Connection connection = connection(writers)) {
      connection.setAutoCommit(false);
      Transaction transaction = new Transaction(sql(connection));
      T result;
      try {
        result = work.apply(transaction);
        connection.commit();
      } catch (Throwable t) {
        rollback(connection, t);
        throw t;
      } finally {
        connection.setAutoCommit(true);
      }
      transaction.committed();
      return result;
    } catch (SQLException e) {
      throw new DataAccessException("transaction failed", e);
    }
  }

  private static void rollback(Connection connection, Throwable why) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }

  private static Connection connection(DataSource pool) {
    try {
      return pool.getConnection();
    } catch (SQLException e) {
      if (e.getCause() instanceof NoSuchElementException) {
        throw new Busy("all connections are in use", e);
      }
      throw SqliteErrors.translated(new DataAccessException("no connection", e));
    }
  }

  private DSLContext sql(Connection connection) {
    return configuration.derive(new DefaultConnectionProvider(connection)).dsl();
  }

  /// The dialect, for the few statements that differ.
  public SQLDialect dialect() {
    return configuration.dialect();
  }

  /// Connections that may write, for libraries that bring their own SQL. An embedded database has
  /// one; whoever holds it keeps everybody else waiting.
  public DataSource dataSource() {
    return writers;
  }

  /// Ends what runs and closes the connections.
  @Override
  public void close() {
    closer.run();
  }
}
