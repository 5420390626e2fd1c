package dev.microblog.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A database an engine that was migrated once in this JVM, to be copied: the migrations take
/// longer than most tests, and have tests of their own, which begin with [TestDatabase#empty].
final class Migrated {
  private static byte @Nullable [] file;
  private static final Map<Engine, String> names = new EnumMap<>(Engine.class);

  private Migrated() {}

  /// Makes a copy of the SQLite file.
  static synchronized void copy(Path to) {
    try {
      if (file == null) {
        try (TestDatabase on = TestDatabase.empty(Engine.SQLITE)) {
          // With the last connection the log of writes goes into the file.
          try (Database database = Databases.sqlite(on.file())) {
            Migrations.run(database);
          }
          file = Files.readAllBytes(on.file());
        }
      }
      DataFolder.makeFile(to);
      Files.write(to, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Makes a copy of the database on a server.
  ///
  /// @return its name
  static synchronized String copy(Server server, Engine engine) {
    String from = names.computeIfAbsent(engine, _ -> migrate(server));
    if (engine == Engine.POSTGRESQL_15) {
      return server.createDatabase("template " + from);
    }
    String to = server.createDatabase();
    try (Connection connection = server.connect(to);
        Statement statement = connection.createStatement()) {
      // A table may stand before the one to which its foreign key points.
      statement.execute("set foreign_key_checks = 0");
      for (String table : first(statement, "show tables from " + from, 1)) {
        statement.execute(
            first(statement, "show create table " + from + '.' + table, 2).getFirst());
        statement.execute("insert into " + table + " select * from " + from + '.' + table);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(from, e);
    }
    return to;
  }

  private static String migrate(Server server) {
    String name = server.createDatabase();
    try (Database database = Databases.open(server.url(name), 2)) {
      Migrations.run(database);
    }
    return name;
  }

  private static List<String> first(Statement statement, String query, int column)
      throws SQLException {
    List<String> texts = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(column));
      }
    }
    return texts;
  }
}
