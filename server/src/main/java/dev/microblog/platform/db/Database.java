package dev.microblog.platform.db;

import dev.microblog.platform.http.Meters;
import dev.microblog.platform.trace.Span;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
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
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.DefaultConnectionProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The database as use cases see it: a read, or a write that is one transaction. Which database it
/// is, and on whose threads the work runs, is decided where it is opened ([Databases]).
public final class Database implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Database.class);

  /// How long it may take to say that it can be used.
  private static final Duration ANSWER = Duration.ofSeconds(2);

  /// How often a transaction is begun that the database ends for the sake of another.
  private static final int MOST_TRIES = 5;

  /// Serialization failure and deadlock. Not the whole class 40: 40003 says that nobody knows.
  private static final Set<String> ENDED = Set.of("40001", "40P01");

  private final Place place;
  private volatile @Nullable Configuration configuration;

  /// Where a turn is running, for the reads within it.
  private final ScopedValue<DSLContext> turn = ScopedValue.newInstance();

  Database(Place place) {
    this.place = place;
  }

  private static Configuration configuration(SQLDialect dialect) {
    return new DefaultConfiguration()
        .set(dialect)
        .set(
            new Settings()
                .withRenderSchema(false)
                .withRenderQuotedNames(RenderQuotedNames.NEVER)
                .withRenderNameCase(RenderNameCase.AS_IS)
                .withInListPadding(true)
                .withExecuteLogging(false)
                .withFetchWarnings(false));
  }

  /// Runs queries and gives back what the work makes of them. Where the connection turns out to be
  /// dead the work is run once more, on another.
  ///
  /// @throws Busy if there is no room for the work now, or the server cannot be reached
  public <T extends @Nullable Object> T read(Function<DSLContext, T> work) {
    Span span = followed("read");
    return span.recording() ? span.around(() -> readNow(work)) : readNow(work);
  }

  private <T extends @Nullable Object> T readNow(Function<DSLContext, T> work) {
    if (turn.isBound()) {
      return translating(work, turn.get());
    }
    return place.read(
        () -> {
          try {
            return withConnection(work);
          } catch (DataAccessException e) {
            if (!place.stale(e)) {
              throw place.translated(e);
            }
            return withConnection(sql -> translating(work, sql));
          }
        });
  }

  /// Runs work that reads several times in one turn: the reads within it wait for a place on the
  /// lane once instead of each time, which costs more than many a query. It may write, too, but
  /// others wait for it to end. On a database server, whose reads run where they are called, it is
  /// just run: whoever held one connection and waited for another could wait for ever.
  ///
  /// @throws Busy if there is no room for the work now
  public void turn(Runnable work) {
    if (place.file() == null || turn.isBound()) {
      work.run();
      return;
    }
    Span span = followed("turn");
    if (!span.recording()) {
      turnNow(work);
    } else {
      span.<@Nullable Void, RuntimeException>around(
          () -> {
            turnNow(work);
            return null;
          });
    }
  }

  private void turnNow(Runnable work) {
    place.<@Nullable Void>read(
        () ->
            withConnection(
                sql -> {
                  ScopedValue.where(turn, sql).run(work);
                  return null;
                }));
  }

  /// Begins to follow what is done here, by who asks for it and never by its statements: these hold
  /// what people wrote.
  private Span followed(String kind) {
    boolean elsewhere = place.file() == null;
    Span span = Span.begin(elsewhere ? Span.Kind.CLIENT : Span.Kind.INTERNAL, kind);
    if (span.recording()) {
      Configuration known = configuration;
      span.note(
          "db.system.name",
          switch (known == null ? SQLDialect.DEFAULT : known.dialect()) {
            case MYSQL -> "mysql";
            case MARIADB -> "mariadb";
            case POSTGRES -> "postgresql";
            default -> elsewhere ? "other_sql" : "sqlite";
          });
      span.note("db.operation.name", kind);
      span.noteCaller();
    }
    return span;
  }

  private <T extends @Nullable Object> T withConnection(Function<DSLContext, T> work) {
    try (Connection connection = connection(place.readers())) {
      return work.apply(sql(connection));
    } catch (SQLException e) {
      throw new DataAccessException("no connection", e);
    }
  }

  private <T extends @Nullable Object> T translating(Function<DSLContext, T> work, DSLContext sql) {
    try {
      return work.apply(sql);
    } catch (DataAccessException e) {
      throw place.translated(e);
    }
  }

  /// Runs the work as one transaction: committed when it returns, rolled back when it throws. Where
  /// two transactions wait for each other a server's database ends one, and its work is run again;
  /// so is work that met a dead connection. Where the connection breaks in the middle of the commit
  /// nobody knows whether it holds: that comes out as [Busy].
  ///
  /// @throws Busy if there is no room for the work now, or the server cannot be reached
  public <T extends @Nullable Object> T write(Function<Transaction, T> work) {
    Span span = followed("write");
    return span.recording()
        ? span.around(() -> place.write(() -> transact(work)))
        : place.write(() -> transact(work));
  }

  /// As [#write], but later, in the order in which it is given, and without an answer. Dropped when
  /// there is no room: only for what may be lost, such as when somebody was last seen.
  public void writeLater(Consumer<Transaction> work) {
    place.later(
        () -> {
          try {
            transact(
                transaction -> {
                  work.accept(transaction);
                  return null;
                });
          } catch (Busy e) {
            log.warn("A write that may be lost failed: {}", e.getMessage());
          } catch (RuntimeException e) {
            log.warn("A write that may be lost failed", e);
          }
        });
  }

  private <T extends @Nullable Object> T transact(Function<Transaction, T> work) {
    boolean second = false;
    for (int tries = 1; ; tries++) {
      try {
        return tryToTransact(work);
      } catch (DataAccessException e) {
        boolean ended = ENDED.contains(e.sqlState());
        // Before the commit was sent nothing can have been kept.
        boolean dead = !second && !(e instanceof CommitFailed) && place.stale(e);
        if (tries == MOST_TRIES || !(ended || dead)) {
          throw place.translated(e);
        }
        second = second || dead;
        log.debug("A transaction is tried again", e);
      }
    }
  }

  private <T extends @Nullable Object> T tryToTransact(Function<Transaction, T> work) {
    try (Connection connection = connection(place.writers())) {
      connection.setAutoCommit(false);
      Transaction transaction = new Transaction(sql(connection));
      T result;
      try {
        result = work.apply(transaction);
        commit(connection);
      } catch (Throwable t) {
        end(connection, t);
        throw t;
      }
      endCommitted(connection);
      transaction.committed();
      return result;
    } catch (SQLException e) {
      throw new DataAccessException("transaction failed", e);
    }
  }

  /// The pool would first roll back what is committed. Some drivers tell the server, who may be
  /// gone by now: the pool then drops the connection, and what is committed stays so.
  private static void endCommitted(Connection connection) {
    try {
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      log.debug("A connection broke after its commit", e);
    }
  }

  private static void commit(Connection connection) {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new CommitFailed(e);
    }
  }

  /// Rolls back; what goes wrong then is told with the reason, and never in its place.
  private static void end(Connection connection, Throwable why) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }

  /// The commit was sent, and what came of it is not known by the exception alone.
  private static final class CommitFailed extends DataAccessException {
    private static final long serialVersionUID = 1;

    CommitFailed(SQLException cause) {
      super("commit failed", cause);
    }
  }

  private Connection connection(DataSource pool) {
    try {
      return pool.getConnection();
    } catch (SQLException e) {
      if (e.getCause() instanceof NoSuchElementException) {
        throw new Busy("all connections are in use", e);
      }
      throw place.unconnected(e);
    }
  }

  private DSLContext sql(Connection connection) throws SQLException {
    Configuration known = configuration;
    if (known == null) {
      known = configuration(place.dialect(connection));
      configuration = known;
    }
    return known.derive(new DefaultConnectionProvider(connection)).dsl();
  }

  /// Asks the database whether it can be used.
  ///
  /// @throws Unreachable if a server cannot be used now, with a sentence for the operator
  /// @throws Busy if there is no room for the question now
  public void ping() {
    ping(() -> {});
  }

  /// @param begun is run once there is a connection
  private void ping(Runnable begun) {
    place.<@Nullable Void>read(
        () -> {
          try {
            askOnce(begun);
          } catch (SQLException | DataAccessException e) {
            if (e.getCause() instanceof NoSuchElementException) {
              throw new Busy("all connections are in use", e);
            }
            if (!(e instanceof DataAccessException dead && place.stale(dead))) {
              throw place.unusable(e);
            }
            askAgain(begun);
          }
          return null;
        });
  }

  private void askOnce(Runnable begun) throws SQLException {
    try (Connection connection = place.readers().getConnection()) {
      begun.run();
      sql(connection).fetchValue("select 1");
    }
  }

  private void askAgain(Runnable begun) {
    try {
      askOnce(begun);
    } catch (SQLException | DataAccessException e) {
      throw place.unusable(e);
    }
  }

  /// Why the database cannot be used now, in a sentence for the operator; null if it can. That it
  /// has much to do is no reason: whoever is sent away for that is sent to others who have as much.
  /// It is asked on a thread of its own, for a server that is frozen keeps who asks waiting.
  public @Nullable String problem() {
    AtomicBoolean begun = new AtomicBoolean();
    CompletableFuture<@Nullable String> answer = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> answer.complete(problem(() -> begun.set(true))));
    try {
      return answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return begun.get() || !place.full() ? "The database does not answer in time." : null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "Interrupted while asking the database.";
    }
  }

  private @Nullable String problem(Runnable begun) {
    try {
      ping(begun);
      return null;
    } catch (Busy e) {
      return null;
    } catch (Unreachable | Unusable e) {
      return e.getMessage();
    } catch (RuntimeException e) {
      log.warn("The database could not be asked how it is", e);
      return "The database cannot be asked.";
    }
  }

  /// The sentence for the operator where an error of this database says no more than that it cannot
  /// do it now, so that trying again later may help; null for any other error. For the errors of
  /// libraries that bring their own SQL.
  public @Nullable String passing(Throwable error) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (t instanceof Busy) {
        return t.getMessage();
      }
    }
    return place.translated(new DataAccessException("work of a library", error)) instanceof Busy
        ? place.unusable(error).getMessage()
        : null;
  }

  /// The dialect, for the few statements that differ. A server is asked for it.
  public SQLDialect dialect() {
    Configuration known = configuration;
    return known == null ? read(DSLContext::dialect) : known.dialect();
  }

  /// Connections that may write, for libraries that bring their own SQL. An embedded database has
  /// one; whoever holds it keeps everybody else waiting.
  public DataSource dataSource() {
    return place.writers();
  }

  /// Tells how much there is to do to whoever looks after the server.
  public void measure(Meters meters) {
    place.lanes().forEach(lane -> lane.measure(meters));
    meters.gauge(
        "microblog.database.connections", "Connections that are in use", place::connections);
    meters.gauge(
        "microblog.database.connections.limit",
        "Connections that may be in use at once",
        place::mostConnections);
  }

  /// Where the data is.
  Place place() {
    return place;
  }

  /// Ends what runs and closes the connections.
  @Override
  public void close() {
    place.close();
  }
}
