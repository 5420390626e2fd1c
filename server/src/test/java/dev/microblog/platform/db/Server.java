package dev.microblog.platform.db;

import dev.microblog.platform.config.DatabaseUrl;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// The database servers of the tests: one container an engine, for the whole test JVM. All start
/// together when the first is asked for, and end with the JVM.
final class Server {
  static final String PASSWORD = "open sesame";

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final AtomicInteger databases = new AtomicInteger();
  private static final Map<Engine, CompletableFuture<Server>> started = new EnumMap<>(Engine.class);

  private final Engine engine;
  private final Container container;
  private final int port;

  private Server(Engine engine) {
    this.engine = engine;
    this.container = container(engine);
    this.port = container.port(engine == Engine.POSTGRESQL_15 ? 5432 : 3306);
  }

  /// The running server of an engine; the test is skipped where there is none.
  static Server of(Engine engine) {
    Requirement.met(Container.possible(), engine + " needs a running Docker engine");
    return started(engine).join();
  }

  private static synchronized CompletableFuture<Server> started(Engine engine) {
    if (started.isEmpty()) {
      var threads = Executors.newVirtualThreadPerTaskExecutor();
      for (Engine each : Engine.values()) {
        if (each != Engine.SQLITE) {
          started.put(each, CompletableFuture.supplyAsync(() -> start(each), threads));
        }
      }
    }
    return Objects.requireNonNull(started.get(engine));
  }

  private static Server start(Engine engine) {
    Server server = new Server(engine);
    server.awaitAnswer();
    return server;
  }

  /// Nothing is kept, so nothing need be safe: memory instead of a disk, and no waiting for it.
  private static Container container(Engine engine) {
    return switch (engine) {
      case SQLITE -> throw new IllegalArgumentException("SQLite has no server");
      case POSTGRESQL_15 ->
          Container.run(
              "postgres:15",
              List.of("-e", "POSTGRES_PASSWORD=" + PASSWORD, "--tmpfs", "/var/lib/postgresql/data"),
              List.of("postgres", "-c", "fsync=off", "-c", "max_connections=300"),
              5432);
      case MYSQL_5_7 -> mysql("mysql:5.7", "mysqld");
      case MYSQL_8_0 -> mysql("mysql:8.0", "mysqld");
      case MARIADB_10_11 -> mysql("mariadb:10.11", "mariadbd");
    };
  }

  private static Container mysql(String image, String program) {
    return Container.run(
        image,
        List.of(
            "-e",
            "MYSQL_ROOT_PASSWORD=" + PASSWORD,
            "-e",
            "MYSQL_ROOT_HOST=%",
            "--tmpfs",
            "/var/lib/mysql"),
        List.of(
            program,
            "--skip-log-bin",
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-doublewrite=0",
            "--max-connections=300"),
        3306);
  }

  /// Waits until it lets somebody in: an open port alone may be that of a server being set up.
  private void awaitAnswer() {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        connect(maintenance()).close();
        return;
      } catch (SQLException e) {
        if (Instant.now().isAfter(deadline) || !container.running()) {
          throw new IllegalStateException(engine + " did not start:\n" + container.log(), e);
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String maintenance() {
    return engine == Engine.POSTGRESQL_15 ? "postgres" : "mysql";
  }

  /// The address of a database, as an operator would give it.
  String address(String database) {
    String user = engine == Engine.POSTGRESQL_15 ? "postgresql://postgres:" : "mysql://root:";
    return user + PASSWORD + "@127.0.0.1:" + port + '/' + database;
  }

  /// The same, read.
  DatabaseUrl url(String database) {
    return DatabaseUrl.parse(address(database), Path.of("none"));
  }

  /// A plain connection.
  Connection connect(String database) throws SQLException {
    return SqlDriver.of(url(database)).connect(true);
  }

  /// Makes an empty database. MySQL's is latin1, as a server of version 5.7 makes it unless told
  /// otherwise.
  ///
  /// @return its name
  String createDatabase() {
    return createDatabase(engine == Engine.POSTGRESQL_15 ? "" : "character set latin1");
  }

  /// Makes a database.
  ///
  /// @param options what follows its name in the statement
  /// @return its name
  String createDatabase(String options) {
    String name = "microblog_" + databases.incrementAndGet();
    execute("create database " + name + ' ' + options);
    return name;
  }

  void dropDatabase(String name) {
    execute("drop database " + name + (engine == Engine.POSTGRESQL_15 ? " with (force)" : ""));
  }

  private void execute(String sql) {
    try (Connection connection = connect(maintenance());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
