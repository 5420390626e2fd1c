package dev.microblog.platform.move;

import dev.microblog.platform.move.MovedTable.Column;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row as every database has it: numbers as [Long], texts, bytes and nothing. From SQLite, which
/// keeps anything in any column, a value may be of another type than its column's.
final class Row {
  /// A text of a key that is shown to people is cut here.
  private static final int SHOWN = 60;

  private final List<@Nullable Object> values;
  private final long size;

  /// @param values in the order of the columns
  /// @param size how many bytes it may take, more or less
  Row(List<@Nullable Object> values, long size) {
    this.values = values;
    this.size = size;
  }

  /// What stands in its columns, in their order.
  List<@Nullable Object> values() {
    return values;
  }

  /// How many bytes it may take, more or less.
  long size() {
    return size;
  }

  @Nullable Object value(Column column) {
    return values.get(column.place());
  }

  /// A value on one line, short.
  String shown(Column column) {
    return switch (value(column)) {
      case null -> "null";
      case byte[] bytes -> HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, SHOWN));
      case String text -> quoted(text);
      case Object other -> other.toString();
    };
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("'");
    text.codePoints()
        .limit(SHOWN)
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                quoted.append("\\u%04x".formatted(c));
              } else {
                quoted.appendCodePoint(c);
              }
            });
    return quoted.append('\'').toString();
  }
}
