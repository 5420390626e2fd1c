package dev.microblog.bench.weigh;

import dev.microblog.platform.db.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.SQLDialect;

/// How much room tables take with all their indexes, as the database itself counts its pages.
final class Sizes {
  /// The rows of one thing that people make: those of the first table are counted, and the room of
  /// all of them is what one takes.
  record Kind(String what, List<String> tables) {}

  static final List<Kind> KINDS =
      List.of(
          new Kind("person", List.of("account")),
          new Kind("session and token", List.of("session", "api_token")),
          new Kind("post", List.of("post", "post_tag", "post_mention")),
          new Kind("follow", List.of("follow")),
          new Kind("notice", List.of("notice")),
          new Kind("message and conversation", List.of("message", "talk")),
          new Kind("home entry", List.of("home_entry")));

  /// Rows of a kind, and their bytes.
  record Size(long rows, long bytes) {}

  private final Database database;

  Sizes(Database database) {
    this.database = database;
  }

  /// What each kind takes now.
  Map<Kind, Size> read() throws SQLException {
    Map<Kind, Size> sizes = new LinkedHashMap<>();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      KINDS.forEach(kind -> tables.addAll(kind.tables()));
      if (database.dialect().family() == SQLDialect.MYSQL) {
        // What it told a day ago is not what is there.
        statement.execute("set session information_schema_stats_expiry = 0");
        statement.execute("analyze table " + String.join(", ", tables));
      }
      for (Kind kind : KINDS) {
        long bytes = 0;
        for (String table : kind.tables()) {
          bytes += number(statement, bytes(table));
        }
        long rows = number(statement, "select count(*) from " + kind.tables().getFirst());
        sizes.put(kind, new Size(rows, bytes));
      }
    }
    return sizes;
  }

  private String bytes(String table) {
    return switch (database.dialect().family()) {
      case SQLITE ->
          "select sum(pgsize) from dbstat where name in (select name from sqlite_master where"
              + " tbl_name = '%s')".formatted(table);
      case POSTGRES -> "select pg_total_relation_size('%s')".formatted(table);
      default ->
          "select data_length + index_length from information_schema.tables where table_schema ="
              + " database() and table_name = '%s'".formatted(table);
    };
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet found = statement.executeQuery(query)) {
      found.next();
      return found.getLong(1);
    }
  }
}
