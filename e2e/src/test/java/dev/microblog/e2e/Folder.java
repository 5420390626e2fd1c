package dev.microblog.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A data folder, seen beside the server.
final class Folder {
  static final String DATABASE = "microblog.db";

  /// Tables in which the server keeps its own house; nothing that a person wrote is in them.
  private static final Set<String> HOUSEKEEPING = Set.of("node_lease", "scheduled_tasks");

  private Folder() {}

  static Connection open(Path folder) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(DATABASE));
  }

  /// Changes the database by one statement.
  static void change(Path folder, String statement) {
    try (Connection connection = open(folder);
        Statement sql = connection.createStatement()) {
      sql.executeUpdate(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Makes what waits in the database older, as if the server had been away for longer.
  static void age(Path folder, Duration by) {
    long millis = by.toMillis();
    change(folder, "update outbox set due_at = due_at - " + millis);
    change(
        folder,
        "update scheduled_tasks set execution_time = execution_time - "
            + millis
            + ", last_heartbeat = last_heartbeat - "
            + millis);
  }

  /// Deletes a folder with all that is in it.
  static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /// The names and the digests of all files, but for what SQLite leaves behind and what holds
  /// nothing: an empty write-ahead log, and its index.
  static Map<String, String> bytes(Path folder) {
    Map<String, String> bytes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        boolean emptyLog = name.endsWith("-wal") && Files.size(file) == 0;
        if (!emptyLog && !name.endsWith("-shm")) {
          byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
          bytes.put(name, HexFormat.of().formatHex(digest));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    return bytes;
  }

  /// Every row of every table but those of housekeeping, as text.
  static List<String> rows(Path folder) {
    List<String> rows = new ArrayList<>();
    try (Connection connection = open(folder);
        Statement sql = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet names =
          sql.executeQuery(
              "select name from sqlite_master where type = 'table'"
                  + " and name not like 'sqlite_%' order by name")) {
        while (names.next()) {
          tables.add(names.getString(1));
        }
      }
      for (String table : tables) {
        if (!HOUSEKEEPING.contains(table)) {
          rows.addAll(rows(sql, table));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return rows;
  }

  private static List<String> rows(Statement sql, String table) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet row = sql.executeQuery("select * from " + table)) {
      int columns = row.getMetaData().getColumnCount();
      while (row.next()) {
        StringBuilder text = new StringBuilder(table);
        for (int i = 1; i <= columns; i++) {
          text.append('|').append(row.getString(i));
        }
        rows.add(text.toString());
      }
    }
    rows.sort(String::compareTo);
    return rows;
  }
}
