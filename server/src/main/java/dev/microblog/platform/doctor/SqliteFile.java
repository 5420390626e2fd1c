package dev.microblog.platform.doctor;

import dev.microblog.platform.db.Migrations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteException;

/// Reads what an SQLite file says of itself, and writes nothing, not even beside it.
record SqliteFile(Path file) {
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      String version = text(statement, "select sqlite_version()");
      boolean history = has(statement, "flyway_schema_history");
      findings.add(good("sqlite.reads", version, file));
      if (!history && has(statement, "alembic_version")) {
        findings.add(bad("sqlite.tutorial", file));
      } else if (!history) {
        findings.add(warning("sqlite.empty"));
      } else {
        findings.add(level(statement));
      }
    } catch (SQLiteException e) {
      findings.add(bad(problem(e.getResultCode().name()), file));
    } catch (SQLException e) {
      findings.add(bad(problem(""), file));
    }
    return findings;
  }

  /// How many jobs were given up; none before there is a table of them.
  int failures() throws SQLException {
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      return has(statement, "outbox_failure")
          ? Integer.parseInt(text(statement, "select count(*) from outbox_failure"))
          : 0;
    }
  }

  /// A running server keeps the file of its latest writes beside the database, and the two must be
  /// read together. Where it is missing nobody writes: read as a file that does not change, the
  /// database needs no files beside it, which would else be made.
  private Connection open() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(500);
    boolean inUse = Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
    String url = "jdbc:sqlite:" + file.toUri().toString().replaceFirst("^file:/+", "file:/");
    return config.createConnection(url + (inUse ? "?mode=ro" : "?immutable=1"));
  }

  private static Finding level(Statement statement) throws SQLException {
    String applied =
        "select coalesce(max(cast(version as integer)), 0) from flyway_schema_history"
            + " where success = 1 and cast(version as integer) <= "
            + Migrations.LEVEL;
    int level = Integer.parseInt(text(statement, applied));
    int oldest =
        has(statement, "schema_level")
            ? Integer.parseInt(
                text(statement, "select coalesce(max(oldest_level), 0) from schema_level"))
            : 0;
    if (oldest > Migrations.LEVEL) {
      return bad("sqlite.newer", oldest, Migrations.LEVEL);
    }
    return level < Migrations.LEVEL
        ? warning("sqlite.older", level, Migrations.LEVEL)
        : DatabaseCheck.current();
  }

  private static boolean has(Statement statement, String table) throws SQLException {
    return !text(
            statement,
            "select count(*) from sqlite_master where type = 'table' and name = '" + table + "'")
        .equals("0");
  }

  private static String text(Statement statement, String question) throws SQLException {
    try (ResultSet rows = statement.executeQuery(question)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    }
  }

  private static String problem(String code) {
    if (code.startsWith("SQLITE_CORRUPT") || code.startsWith("SQLITE_NOTADB")) {
      return "sqlite.damaged";
    }
    return code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")
        ? "sqlite.locked"
        : "sqlite.unreadable";
  }

  private static Finding good(String key, Object... arguments) {
    return Finding.good(DatabaseCheck.SUBJECT, key, arguments);
  }

  private static Finding warning(String key, Object... arguments) {
    return Finding.warning(DatabaseCheck.SUBJECT, key, arguments);
  }

  private static Finding bad(String key, Object... arguments) {
    return Finding.bad(DatabaseCheck.SUBJECT, key, arguments);
  }
}
