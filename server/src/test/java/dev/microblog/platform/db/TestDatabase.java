package dev.microblog.platform.db;

import dev.microblog.platform.config.DatabaseUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// A database that only one test class uses, dropped when it is closed.
public final class TestDatabase implements AutoCloseable {
  /// What tests fill, in an order in which foreign keys let it be deleted.
  private static final List<String> TABLES =
      List.of(
          "export_part",
          "export_job",
          "import_part",
          "import_job",
          "post_mention",
          "post_tag",
          "home_entry",
          "home",
          "outbox",
          "outbox_failure",
          "mail",
          "account_language",
          "password_reset",
          "email_confirmation",
          "error_group",
          "rate_limit",
          "scheduled_tasks",
          "message",
          "talk",
          "mailbox",
          "block",
          "mute",
          "word_filter",
          "notice",
          "notice_choice",
          "attention",
          "follow",
          "post",
          "api_token",
          "session",
          "account_display",
          "search_person",
          "search_build",
          "takeover_person",
          "takeover_place",
          "report",
          "report_case",
          "hidden_post",
          "appeal",
          "error_hour",
          "account_role",
          "account_restriction",
          "audit_entry",
          "site_day",
          "site_setting",
          "announcement_closed",
          "announcement",
          "sign_up_day",
          "sign_up_request",
          "invitation",
          "account",
          "database_move",
          "node_lease");

  /// Connections of one process. Few, so that a test of many threads meets a full pool.
  private static final int CONNECTIONS = 10;

  private final Engine engine;
  private final boolean migrated;
  private final List<Database> opened = new ArrayList<>();
  private @Nullable Place place;

  private TestDatabase(Engine engine, boolean migrated) {
    this.engine = engine;
    this.migrated = migrated;
  }

  /// A database without tables.
  public static TestDatabase empty(Engine engine) {
    return new TestDatabase(engine, false);
  }

  /// A database with the tables of this application.
  public static TestDatabase migrated(Engine engine) {
    return new TestDatabase(engine, true);
  }

  /// Makes the SQLite file of a server that a test is about to start, with the tables of this
  /// application.
  public static void migrated(Path file) {
    Migrated.copy(file);
  }

  /// Which engine it is on.
  public Engine engine() {
    return engine;
  }

  /// The database, always the same; the test is skipped where its engine is missing.
  public synchronized Database database() {
    return opened.isEmpty() ? another() : opened.getFirst();
  }

  /// The same database with connections of its own, as another process would open it.
  public synchronized Database another() {
    Database database = place().open();
    opened.add(database);
    return database;
  }

  /// A plain connection, past pools and lanes.
  public synchronized Connection connect() throws SQLException {
    return place().connect();
  }

  /// Runs statements on a plain connection.
  public void execute(String... statements) {
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(String.join("; ", statements), e);
    }
  }

  /// Deletes all rows that tests write.
  public void clear() {
    database()
        .write(
            transaction -> {
              TABLES.forEach(table -> transaction.sql().deleteFrom(DSL.table(table)).execute());
              return null;
            });
  }

  /// Where it is, as an operator would say it.
  public synchronized String address() {
    return switch (place()) {
      case OnDisk disk -> DatabaseUrl.sqlite(disk.file()).display();
      case OnServer(Server server, String name) -> server.address(name);
    };
  }

  /// The SQLite file.
  public synchronized Path file() {
    return ((OnDisk) place()).file();
  }

  private Place place() {
    Place made = place;
    if (made == null) {
      made = engine == Engine.SQLITE ? OnDisk.make(migrated) : OnServer.make(engine, migrated);
      place = made;
    }
    return made;
  }

  @Override
  public synchronized void close() {
    opened.forEach(Database::close);
    opened.clear();
    if (place != null) {
      place.drop();
      place = null;
    }
  }

  @Override
  public String toString() {
    return engine.toString();
  }

  /// Where the database is.
  private sealed interface Place {
    Database open();

    Connection connect() throws SQLException;

    void drop();
  }

  private record OnDisk(Path folder) implements Place {
    static OnDisk make(boolean migrated) {
      try {
        OnDisk made = new OnDisk(Files.createTempDirectory("microblog-test"));
        if (migrated) {
          Migrated.copy(made.file());
        }
        return made;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Path file() {
      return folder.resolve("microblog.db");
    }

    @Override
    public Database open() {
      return Databases.sqlite(file());
    }

    @Override
    public Connection connect() throws SQLException {
      return DriverManager.getConnection("jdbc:sqlite:" + file());
    }

    @Override
    public void drop() {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path each : files.toList()) {
          Files.delete(each);
        }
        Files.delete(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private record OnServer(Server server, String name) implements Place {
    static OnServer make(Engine engine, boolean migrated) {
      Server server = Server.of(engine);
      return new OnServer(
          server, migrated ? Migrated.copy(server, engine) : server.createDatabase());
    }

    @Override
    public Database open() {
      return Databases.open(server.url(name), CONNECTIONS);
    }

    @Override
    public Connection connect() throws SQLException {
      return server.connect(name);
    }

    @Override
    public void drop() {
      server.dropDatabase(name);
    }
  }
}
