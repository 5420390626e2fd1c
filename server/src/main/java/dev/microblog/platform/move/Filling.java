package dev.microblog.platform.move;

import static dev.microblog.schema.Tables.DATABASE_MOVE;

import dev.microblog.platform.db.Busy;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.MoveMarks;
import dev.microblog.platform.db.Unusable;
import dev.microblog.platform.db.Upsert;
import dev.microblog.platform.move.MovedTable.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/// Writes rows to where they go. Some rows and the place to which they bring their table are one
/// transaction, so that after a kill at any moment the next process knows what is there.
final class Filling {
  /// Rows of one statement at a server: each statement is a way there and back.
  private static final int TOGETHER = 200;

  /// Values of one statement, which every server takes.
  private static final int MOST_VALUES = 4_000;

  /// Bytes of one statement but for a single row: the least that MySQL was ever set up to take is
  /// twice as much.
  private static final long MOST_BYTES = 512 * 1024L;

  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Database target;
  private final MoveMarks.Mark move;
  private final Duration patience;
  private final Consumer<String> waits;

  /// @param patience with a target that cannot be used for a while
  /// @param waits is told each time for what it waits
  Filling(Database target, MoveMarks.Mark move, Duration patience, Consumer<String> waits) {
    this.target = target;
    this.move = move;
    this.patience = patience;
    this.waits = waits;
  }

  /// How far a table is.
  ///
  /// @param key of the last row that is there, as a text; empty if none is
  /// @param moved rows that are there
  record Place(String key, long moved) {}

  /// How far a table is.
  Place begin(MovedTable table) {
    return patiently(
        sql -> {
          Upsert.insertIfAbsent(
              sql,
              DATABASE_MOVE,
              Map.of(
                  DATABASE_MOVE.PART,
                  table.name(),
                  DATABASE_MOVE.MOVE_ID,
                  move.moveId(),
                  DATABASE_MOVE.OTHER,
                  "",
                  DATABASE_MOVE.PLACE,
                  "",
                  DATABASE_MOVE.BEGUN_AT,
                  move.begunAt()));
          return place(sql, table);
        });
  }

  private static Place place(DSLContext sql, MovedTable table) {
    return sql.select(DATABASE_MOVE.PLACE, DATABASE_MOVE.MOVED)
        .from(DATABASE_MOVE)
        .where(DATABASE_MOVE.PART.eq(table.name()))
        .fetchSingle(row -> new Place(row.value1(), row.value2()));
  }

  /// Adds rows.
  ///
  /// @param before where the table is
  /// @param after where it is then
  void write(MovedTable table, String before, String after, List<Row> rows) {
    try {
      this.<@Nullable Void>patiently(
          sql -> {
            write(sql, table, before, after, rows);
            return null;
          });
    } catch (DataAccessException e) {
      throw new Unusable(
          "Rows could not be written, from "
              + table.where(rows.getFirst())
              + " to "
              + table.where(rows.getLast())
              + ": "
              + words(e)
              + " What was written before them is kept; the command goes on there when it is given"
              + " again.",
          e);
    }
  }

  private static void write(
      DSLContext sql, MovedTable table, String before, String after, List<Row> rows) {
    int moved =
        sql.update(DATABASE_MOVE)
            .set(DATABASE_MOVE.PLACE, after)
            .set(DATABASE_MOVE.MOVED, DATABASE_MOVE.MOVED.plus(rows.size()))
            .where(DATABASE_MOVE.PART.eq(table.name()))
            .and(DATABASE_MOVE.PLACE.eq(before))
            .execute();
    if (moved == 1) {
      sql.connection(connection -> insert(connection, sql.dialect(), table, rows));
    } else if (!after.equals(place(sql, table).key())) {
      throw new Unusable("Another move-database is filling the same database. End one of them.");
    }
    // Else the answer to an earlier try was lost, and not its rows.
  }

  private static void insert(
      Connection connection, SQLDialect dialect, MovedTable table, List<Row> rows)
      throws SQLException {
    // With SQLite there is no way there and back.
    int together = dialect == SQLDialect.SQLITE ? 1 : together(table, rows);
    int rest = rows.size() % together;
    insert(connection, table, rows.subList(0, rows.size() - rest), together);
    insert(connection, table, rows.subList(rows.size() - rest, rows.size()), rest);
  }

  private static int together(MovedTable table, List<Row> rows) {
    long widest = rows.stream().mapToLong(Row::size).max().orElse(1);
    long most =
        Math.min(TOGETHER, Math.min(MOST_VALUES / table.columns().size(), MOST_BYTES / widest));
    return (int) Math.max(1, most);
  }

  private static void insert(Connection connection, MovedTable table, List<Row> rows, int together)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(table.insert(together))) {
      int place = 1;
      int waiting = 0;
      for (Row row : rows) {
        for (Column column : table.columns()) {
          bind(statement, place++, column, row.value(column));
        }
        if (++waiting == together) {
          statement.addBatch();
          place = 1;
          waiting = 0;
        }
      }
      statement.executeBatch();
    }
  }

  private static void bind(
      PreparedStatement statement, int place, Column column, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case Long number -> statement.setLong(place, number);
      case String text -> statement.setString(place, text);
      case byte[] bytes -> statement.setBytes(place, bytes);
      case null -> statement.setNull(place, type(column));
      default -> throw new IllegalStateException("refused before: " + value.getClass());
    }
  }

  private static int type(Column column) {
    return switch (column.kind()) {
      case NUMBER -> Types.BIGINT;
      case TEXT -> Types.VARCHAR;
      case BYTES -> Types.BINARY;
    };
  }

  /// A transaction, tried again while the target cannot be used. Whoever calls does the same if it
  /// was done already.
  private <T extends @Nullable Object> T patiently(Function<DSLContext, T> work) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return target.write(transaction -> work.apply(transaction.sql()));
      } catch (Busy e) {
        String reason = "The target cannot be used: " + e.getMessage();
        if (System.nanoTime() >= deadline) {
          throw new Unusable(
              reason
                  + (reason.endsWith(".") ? "" : ".")
                  + " What is there is kept; the command goes on when it is given again.",
              e);
        }
        waits.accept(reason);
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unusable("Interrupted while waiting for the target.", e);
    }
  }

  /// What the database says, but for the values that people wrote.
  private static String words(DataAccessException error) {
    Throwable last = error;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    String said =
        String.valueOf(last.getMessage())
            .replaceAll("\\s+", " ")
            .replaceFirst("entry '.*' for", "entry for")
            .strip();
    return said.endsWith(".") ? said : said + '.';
  }
}
