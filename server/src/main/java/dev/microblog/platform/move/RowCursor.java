package dev.microblog.platform.move;

import dev.microblog.platform.db.ForeignDatabase;
import dev.microblog.platform.move.MovedTable.Column;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;

/// Rows of a table in the order of its key, as they come.
final class RowCursor implements AutoCloseable {
  private final ForeignDatabase from;
  private final boolean sqlite;
  private final List<Column> columns;
  private final PreparedStatement statement;
  private final ResultSet rows;

  /// @param after the key behind which it begins; null for all rows
  RowCursor(ForeignDatabase from, MovedTable table, @Nullable List<Object> after) {
    this.from = from;
    sqlite = from.sql().dialect() == SQLDialect.SQLITE;
    columns = table.columns();
    try {
      statement = from.prepare(after == null ? table.select() : table.selectAfter());
      try {
        if (after != null) {
          bind(table, after);
        }
        rows = statement.executeQuery();
      } catch (SQLException e) {
        statement.close();
        throw e;
      }
    } catch (SQLException e) {
      throw from.unusable(e);
    }
  }

  private void bind(MovedTable table, List<Object> after) throws SQLException {
    int place = 1;
    for (int i : table.bound()) {
      statement.setObject(place++, after.get(i));
    }
  }

  /// The next row; null behind the last.
  @Nullable Row next() {
    try {
      return rows.next() ? row() : null;
    } catch (SQLException e) {
      throw from.unusable(e);
    }
  }

  /// The next rows.
  ///
  /// @param most rows
  /// @param size in bytes at which no more are added
  /// @return empty behind the last
  List<Row> next(int most, long size) {
    List<Row> chunk = new ArrayList<>();
    long total = 0;
    while (chunk.size() < most && total < size) {
      Row row = next();
      if (row == null) {
        break;
      }
      chunk.add(row);
      total += row.size();
    }
    return chunk;
  }

  private Row row() throws SQLException {
    List<@Nullable Object> values = new ArrayList<>(columns.size());
    long size = 0;
    for (int i = 0; i < columns.size(); i++) {
      Object value = value(columns.get(i).kind(), i + 1);
      values.add(value);
      size +=
          switch (value) {
            case String text -> 48 + 2L * text.length();
            case byte[] bytes -> 24 + bytes.length;
            case null, default -> 24;
          };
    }
    return new Row(values, size);
  }

  private @Nullable Object value(MovedTable.Kind kind, int column) throws SQLException {
    if (sqlite) {
      // By its own type, which may be another than the column's.
      Object value = rows.getObject(column);
      return value instanceof Integer number ? Long.valueOf(number) : value;
    }
    return switch (kind) {
      case TEXT -> rows.getString(column);
      case BYTES -> rows.getBytes(column);
      case NUMBER -> {
        long number = rows.getLong(column);
        yield rows.wasNull() ? null : Long.valueOf(number);
      }
    };
  }

  @Override
  public void close() {
    try {
      statement.close();
    } catch (SQLException e) {
      throw from.unusable(e);
    }
  }
}
