package dev.microblog.platform.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Everything that a database holds, to tell whether something changed.
public record Snapshot(Map<String, List<String>> rowsByTable) {
  /// What it holds now.
  public static Snapshot of(TestDatabase database) throws SQLException {
    Map<String, List<String>> rows = new TreeMap<>();
    try (Connection connection = database.connect()) {
      for (String table : SchemaModel.tables(connection)) {
        rows.put(table, rows(connection, table));
      }
    }
    return new Snapshot(rows);
  }

  /// The rows of a table, each as one text, in their alphabetical order.
  static List<String> rows(Connection connection, String table) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (var statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select * from " + table)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(row.toString());
      }
    }
    Collections.sort(rows);
    return rows;
  }
}
