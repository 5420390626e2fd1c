package dev.microblog.platform.move;

import dev.microblog.platform.db.TestDatabase;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Fills every table that is moved, by what the database says of its columns, with what is hard to
/// move: longest texts, characters of four bytes, empty texts and none, greatest numbers.
final class HostileRows {
  static final int EACH = 5;

  private static final List<String> TEXTS =
      List.of(
          "",
          " \t'\"\\%_;--\r\n ",
          "é e\u0301 ß ẞ ı İ \u200b\u202e ﷽",
          "😀".repeat(2000),
          "NULL\u0001\u007f\ufffd");

  private final Connection connection;

  /// Ids of rows that foreign keys may point to, by table.
  private final Map<String, List<Object>> ids = new HashMap<>();

  private HostileRows(Connection connection) {
    this.connection = connection;
  }

  /// Fills an SQLite database.
  static void into(TestDatabase on) throws SQLException {
    try (Connection connection = on.connect()) {
      HostileRows rows = new HostileRows(connection);
      for (MovedTable table : MovedTables.ALL) {
        rows.fill(table);
      }
    }
  }

  private record Shape(String type, int size, boolean nullable, @Nullable String pointsTo) {}

  private void fill(MovedTable table) throws SQLException {
    Map<String, Shape> shapes = shapes(table.name());
    try (PreparedStatement statement = connection.prepareStatement(table.insert(1))) {
      for (int row = 0; row < EACH; row++) {
        for (MovedTable.Column column : table.columns()) {
          Shape shape = Objects.requireNonNull(shapes.get(column.name()));
          boolean key = table.key().contains(column);
          Object value = value(column.kind(), shape, key, row);
          statement.setObject(column.place() + 1, value);
          if (table.key().equals(List.of(column)) && value != null) {
            ids.computeIfAbsent(table.name(), _ -> new java.util.ArrayList<>()).add(value);
          }
        }
        statement.executeUpdate();
      }
    }
  }

  private @Nullable Object value(MovedTable.Kind kind, Shape shape, boolean key, int row) {
    if (shape.nullable() && !key && row == 1) {
      return null;
    }
    String pointsTo = shape.pointsTo();
    if (pointsTo != null) {
      return Objects.requireNonNull(ids.get(pointsTo)).get(row);
    }
    return switch (kind) {
      case NUMBER ->
          (shape.type().equals("INT") ? Integer.MAX_VALUE : (1L << 53) - 1) - (long) row * row;
      case TEXT -> text(shape.size(), row);
      case BYTES -> bytes(row);
    };
  }

  /// With a digit before it, so that those of one column differ for every database.
  private static String text(int size, int row) {
    String text = row + TEXTS.get(row);
    return row == 0 && size > 40 ? "" : text.substring(0, end(text, Math.min(size, 1500)));
  }

  private static int end(String text, int characters) {
    return text.offsetByCodePoints(0, Math.min(characters, text.codePointCount(0, text.length())));
  }

  private static byte[] bytes(int row) {
    byte[] bytes = new byte[row * 300_000];
    new Random(row).nextBytes(bytes);
    Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0);
    return bytes;
  }

  private Map<String, Shape> shapes(String table) throws SQLException {
    DatabaseMetaData data = connection.getMetaData();
    Map<String, String> keys = new HashMap<>();
    try (ResultSet rows = data.getImportedKeys(null, null, table)) {
      while (rows.next()) {
        keys.put(rows.getString("FKCOLUMN_NAME"), rows.getString("PKTABLE_NAME"));
      }
    }
    Map<String, Shape> shapes = new HashMap<>();
    try (ResultSet rows = data.getColumns(null, null, table, "%")) {
      while (rows.next()) {
        String name = rows.getString("COLUMN_NAME");
        String type = rows.getString("TYPE_NAME").toUpperCase(java.util.Locale.ROOT);
        shapes.put(
            name,
            new Shape(
                type,
                type.equals("VARCHAR") ? rows.getInt("COLUMN_SIZE") : Integer.MAX_VALUE,
                rows.getInt("NULLABLE") == DatabaseMetaData.columnNullable,
                keys.get(name)));
      }
    }
    return shapes;
  }

  /// How many rows stand in each table.
  static Map<String, Long> counts(TestDatabase on) {
    return MovedTables.ALL.stream()
        .collect(
            Collectors.toMap(
                MovedTable::name,
                table ->
                    on.database()
                        .read(
                            sql -> (long) sql.fetchCount(org.jooq.impl.DSL.table(table.name())))));
  }
}
