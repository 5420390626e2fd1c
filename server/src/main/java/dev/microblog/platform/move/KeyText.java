package dev.microblog.platform.move;

import dev.microblog.platform.move.MovedTable.Column;
import dev.microblog.platform.move.MovedTable.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The key of a row as a text that every database keeps as it is.
final class KeyText {
  private KeyText() {}

  static String write(MovedTable table, Row row) {
    return table.key().stream()
        .map(column -> write(Objects.requireNonNull(row.value(column))))
        .collect(Collectors.joining(" "));
  }

  private static String write(Object value) {
    return value instanceof String text
        ? Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
        : value.toString();
  }

  /// The values; null for an empty text, which stands before all rows.
  static @Nullable List<Object> read(MovedTable table, String text) {
    if (text.isEmpty()) {
      return null;
    }
    String[] parts = text.split(" ", -1);
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      values.add(read(table.key().get(i), parts[i]));
    }
    return values;
  }

  private static Object read(Column column, String part) {
    return column.kind() == Kind.NUMBER
        ? Long.valueOf(part)
        : new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }
}
