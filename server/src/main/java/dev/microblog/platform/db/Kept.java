package dev.microblog.platform.db;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// A query that jOOQ renders once and that then runs as plain JDBC, for what every page asks.
/// Columns are still checked by the compiler and the SQL is still the dialect's; what is saved is
/// writing the same text and filling generic records again and again, which costs a page as much as
/// its database does (docs/adr/0004).
///
/// Every value is a parameter made by this class, and they are given in the order in which they
/// stand in the SQL.
///
/// @param <T> what a row becomes
public final class Kept<T> {
  /// How many values the list of [#oneOf] takes. One size, so that one statement serves all.
  public static final int MOST = 32;

  /// Makes something of a row; columns count from 1.
  public interface RowReader<T> {
    /// Reads the row under the cursor.
    T read(ResultSet row) throws SQLException;
  }

  private final Supplier<? extends ResultQuery<?>> query;
  private final RowReader<T> reader;
  private final ConcurrentHashMap<SQLDialect, String> texts = new ConcurrentHashMap<>();

  /// @param query builds the query; asked once for each dialect
  public Kept(Supplier<? extends ResultQuery<?>> query, RowReader<T> reader) {
    this.query = query;
    this.reader = reader;
  }

  /// A parameter of a column's type.
  public static <V> Param<V> value(Field<V> like) {
    return DSL.param(like.getName(), like.getDataType());
  }

  /// A parameter for `limit`.
  public static Param<Integer> count() {
    return DSL.param("count", Integer.class);
  }

  /// The condition that a column is one of up to [#MOST] ids, which are given as one collection.
  public static Condition oneOf(Field<Long> id) {
    return id.in(Collections.nCopies(MOST, value(id)));
  }

  /// Runs the query.
  ///
  /// @param values for the parameters: numbers, texts, and collections for [#oneOf]
  public List<T> fetch(DSLContext sql, Object... values) {
    String text = texts.computeIfAbsent(sql.dialect(), _ -> sql.render(query.get()));
    return sql.connectionResult(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(text)) {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
              List<T> results = new ArrayList<>(MOST);
              while (rows.next()) {
                results.add(reader.read(rows));
              }
              return results;
            }
          }
        });
  }

  /// Runs the query, of which there is one row at most.
  public @Nullable T fetchOne(DSLContext sql, Object... values) {
    List<T> rows = fetch(sql, values);
    return rows.isEmpty() ? null : rows.getFirst();
  }

  /// Runs the query for any number of ids, [#MOST] at a time.
  ///
  /// @param ids for [#oneOf], which is the query's last parameter
  /// @param before values for the parameters before it
  public List<T> fetchAll(DSLContext sql, Collection<Long> ids, Object... before) {
    List<Long> all = List.copyOf(ids);
    List<T> rows = new ArrayList<>(all.size());
    Object[] values = new Object[before.length + 1];
    System.arraycopy(before, 0, values, 0, before.length);
    for (int from = 0; from < all.size(); from += MOST) {
      values[before.length] = all.subList(from, Math.min(all.size(), from + MOST));
      rows.addAll(fetch(sql, values));
    }
    return rows;
  }

  private static void bind(PreparedStatement statement, Object[] values) throws SQLException {
    int index = 1;
    for (Object value : values) {
      switch (value) {
        case Long number -> statement.setLong(index++, number);
        case Integer number -> statement.setInt(index++, number);
        case String text -> statement.setString(index++, text);
        case Collection<?> ids -> index = bindAll(statement, index, ids);
        default -> throw new IllegalArgumentException("cannot bind " + value.getClass());
      }
    }
  }

  /// Fills the places that are left over with the last id again.
  private static int bindAll(PreparedStatement statement, int first, Collection<?> ids)
      throws SQLException {
    if (ids.isEmpty() || ids.size() > MOST) {
      throw new IllegalArgumentException(ids.size() + " ids");
    }
    Iterator<?> each = ids.iterator();
    long id = 0;
    for (int index = first; index < first + MOST; index++) {
      id = each.hasNext() ? (Long) each.next() : id;
      statement.setLong(index, id);
    }
    return first + MOST;
  }

  /// A number that may be null.
  public static @Nullable Long number(ResultSet row, int column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : number;
  }
}
