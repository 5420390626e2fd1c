package dev.microblog.platform.move;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.UniqueKey;

/// A table whose rows are moved.
///
/// @param columns all of them, in one order for every database
/// @param key those of the primary key, in its order
record MovedTable(String name, List<Column> columns, List<Column> key) {
  /// What a column holds. Every database has more names for types, but not more kinds.
  enum Kind {
    NUMBER,
    TEXT,
    BYTES
  }

  /// @param place among the columns, from 0
  record Column(String name, Kind kind, int place) {}

  static MovedTable of(Table<?> table) {
    Field<?>[] fields = table.fields();
    List<Column> columns =
        IntStream.range(0, fields.length)
            .mapToObj(i -> new Column(fields[i].getName(), kind(fields[i].getType()), i))
            .toList();
    UniqueKey<?> key = Objects.requireNonNull(table.getPrimaryKey());
    List<Column> ofKey =
        key.getFields().stream().map(field -> columns.get(table.indexOf(field))).toList();
    return new MovedTable(table.getName(), columns, ofKey);
  }

  private static Kind kind(Class<?> type) {
    if (type == String.class) {
      return Kind.TEXT;
    }
    if (type == byte[].class) {
      return Kind.BYTES;
    }
    if (type == Long.class || type == Integer.class) {
      return Kind.NUMBER;
    }
    throw new IllegalArgumentException("nothing is known of moving " + type);
  }

  /// All rows in the order of the key.
  String select() {
    return selected("");
  }

  /// Those behind a key, which is given as often as [#bound] says.
  String selectAfter() {
    return selected(" where " + after(0));
  }

  /// The values of a key for [#selectAfter], as places in the key.
  List<Integer> bound() {
    return IntStream.range(0, key.size())
        .flatMap(i -> i == key.size() - 1 ? IntStream.of(i) : IntStream.of(i, i))
        .boxed()
        .toList();
  }

  private String selected(String which) {
    return "select %s from %s%s order by %s".formatted(names(columns), name, which, names(key));
  }

  /// Written out, for not every database finds its way by `(a, b) > (?, ?)`.
  private String after(int i) {
    String column = key.get(i).name();
    return i == key.size() - 1
        ? column + " > ?"
        : "(%1$s > ? or (%1$s = ? and %2$s))".formatted(column, after(i + 1));
  }

  /// An insert of some rows in one statement.
  String insert(int rows) {
    String row = "(?" + ", ?".repeat(columns.size() - 1) + ")";
    return "insert into %s (%s) values %s"
        .formatted(name, names(columns), row + (", " + row).repeat(rows - 1));
  }

  /// A row for people to find.
  String where(Row row) {
    return name
        + " where "
        + key.stream()
            .map(c -> c.name() + " = " + row.shown(c))
            .collect(Collectors.joining(" and "));
  }

  private static String names(List<Column> columns) {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }
}
