package dev.microblog.platform.move;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.move.MovedTable.Column;
import dev.microblog.platform.move.MovedTable.Kind;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;

/// What a database takes: SQLite takes anything in any column, the others do not, and would refuse
/// or cut it in the middle of the move.
final class Fit {
  /// What goes around the values of a row on their way to MySQL.
  private static final long AROUND = 64 * 1024L;

  /// @param characters most of a text; [Long#MAX_VALUE] where it is not bounded
  /// @param bytes most of a text or of bytes
  /// @param bits of a number
  private record Room(long characters, long bytes, int bits) {}

  private static final Room ANY = new Room(Long.MAX_VALUE, Long.MAX_VALUE, Long.SIZE);

  private final boolean takesNul;
  private final long mostOfRow;
  private final Map<String, Room> rooms;

  private Fit(boolean takesNul, long mostOfRow, Map<String, Room> rooms) {
    this.takesNul = takesNul;
    this.mostOfRow = mostOfRow;
    this.rooms = rooms;
  }

  /// What this database takes, as it says itself.
  static Fit of(Database target) {
    return target.read(Fit::of);
  }

  private static Fit of(DSLContext sql) {
    SQLDialect dialect = sql.dialect();
    if (dialect == SQLDialect.SQLITE) {
      return new Fit(true, Long.MAX_VALUE, Map.of());
    }
    boolean postgresql = dialect == SQLDialect.POSTGRES;
    Map<String, Room> rooms = new HashMap<>();
    for (Record row :
        sql.fetch(
            "select table_name, column_name, data_type, character_maximum_length,"
                + " character_octet_length from information_schema.columns where table_schema = "
                + (postgresql ? "current_schema()" : "database()"))) {
      rooms.put(
          row.get(0, String.class) + '.' + row.get(1, String.class),
          new Room(
              orUnbounded(row.get(3, Long.class)),
              orUnbounded(row.get(4, Long.class)),
              bits(row.get(2, String.class))));
    }
    long packet =
        postgresql
            ? Long.MAX_VALUE
            : sql.fetchSingle("select @@max_allowed_packet").get(0, long.class) - AROUND;
    return new Fit(!postgresql, packet, rooms);
  }

  private static long orUnbounded(@Nullable Long bound) {
    return bound == null ? Long.MAX_VALUE : bound;
  }

  private static int bits(String type) {
    return switch (type) {
      case "int", "integer" -> Integer.SIZE;
      case "smallint" -> Short.SIZE;
      default -> Long.SIZE;
    };
  }

  /// Why a row cannot stand there, in a few words; null if it can.
  @Nullable String problem(MovedTable table, Row row) {
    long size = 0;
    for (Column column : table.columns()) {
      Object value = row.value(column);
      Room room = rooms.getOrDefault(table.name() + '.' + column.name(), ANY);
      String problem =
          switch (value) {
            case null -> null;
            case Long number -> ofNumber(column, number, room);
            case String text -> ofText(column, text, room);
            case byte[] bytes -> ofBytes(column, bytes, room);
            case Object other -> "a value of another kind, " + other.getClass().getSimpleName();
          };
      if (problem != null) {
        return column.name() + " has " + problem;
      }
      size += size(value);
    }
    return size > mostOfRow
        ? "it has " + size + " bytes, more than max_allowed_packet lets through"
        : null;
  }

  private static long size(@Nullable Object value) {
    return switch (value) {
      case String text -> 3L * text.length();
      case byte[] bytes -> bytes.length;
      case null, default -> Long.BYTES;
    };
  }

  private static @Nullable String ofNumber(Column column, long number, Room room) {
    if (column.kind() != Kind.NUMBER) {
      return "a number, which is no " + word(column);
    }
    int unused = Long.SIZE - room.bits();
    return number << unused >> unused == number
        ? null
        : "the number " + number + ", which is more than " + room.bits() + " bits hold";
  }

  private @Nullable String ofText(Column column, String text, Room room) {
    if (column.kind() != Kind.TEXT) {
      return "a text, which is no " + word(column);
    }
    if (!takesNul && text.indexOf('\0') >= 0) {
      return "the character U+0000, which PostgreSQL does not take";
    }
    // Most are so short that they need not be counted.
    if (text.length() > room.characters()
        && text.codePointCount(0, text.length()) > room.characters()) {
      return "more than " + room.characters() + " characters";
    }
    return text.length() > room.bytes() / 3
            && text.getBytes(StandardCharsets.UTF_8).length > room.bytes()
        ? "more than " + room.bytes() + " bytes"
        : null;
  }

  private static @Nullable String ofBytes(Column column, byte[] bytes, Room room) {
    if (column.kind() != Kind.BYTES) {
      return "bytes, which are no " + word(column);
    }
    return bytes.length > room.bytes() ? "more than " + room.bytes() + " bytes" : null;
  }

  private static String word(Column column) {
    return switch (column.kind()) {
      case NUMBER -> "number";
      case TEXT -> "text";
      case BYTES -> "bytes";
    };
  }
}
