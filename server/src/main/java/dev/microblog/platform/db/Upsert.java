package dev.microblog.platform.db;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/// Inserts that meet a row which is there already. The one place with SQL of our own for them: what
/// jOOQ writes for MySQL needs a newer server than 5.7, and `insert ignore` hides other errors.
public final class Upsert {
  private Upsert() {}

  /// Inserts the row unless one with an equal value in any unique key stands.
  ///
  /// @return whether the row was inserted
  public static boolean insertIfAbsent(
      DSLContext sql, Table<?> table, Map<? extends Field<?>, ?> row) {
    Field<?> any = row.keySet().iterator().next();
    return insert(sql, table, row, unless(sql, table, any)) == 1;
  }

  private static String unless(DSLContext sql, Table<?> table, Field<?> any) {
    // Setting a column to itself changes nothing, and MySQL then counts no row.
    return mysql(sql)
        ? " on duplicate key update %s = %s.%s"
            .formatted(any.getName(), table.getName(), any.getName())
        : " on conflict do nothing";
  }

  /// Inserts the rows of a query but those that stand already.
  public static void insertIfAbsent(
      DSLContext sql, Table<?> table, List<? extends Field<?>> columns, Select<?> rows) {
    sql.execute(
        "insert into %s (%s) {0}%s"
            .formatted(table.getName(), names(columns), unless(sql, table, columns.getFirst())),
        rows);
  }

  /// Inserts the row, or gives the row with the same key the new values of `updated`.
  public static void insertOrUpdate(
      DSLContext sql,
      Table<?> table,
      Map<? extends Field<?>, ?> row,
      List<? extends Field<?>> key,
      List<? extends Field<?>> updated) {
    String set =
        updated.stream()
            .map(Field::getName)
            .map(f -> f + " = " + (mysql(sql) ? "values(" + f + ")" : "excluded." + f))
            .collect(Collectors.joining(", "));
    insert(
        sql,
        table,
        row,
        mysql(sql)
            ? " on duplicate key update " + set
            : " on conflict (" + names(key) + ") do update set " + set);
  }

  private static int insert(
      DSLContext sql, Table<?> table, Map<? extends Field<?>, ?> row, String conflict) {
    String marks = "?" + ", ?".repeat(row.size() - 1);
    Object[] values =
        row.entrySet().stream().map(e -> DSL.val(e.getValue(), e.getKey().getDataType())).toArray();
    return sql.execute(
        "insert into %s (%s) values (%s)%s"
            .formatted(table.getName(), names(row.keySet()), marks, conflict),
        values);
  }

  private static boolean mysql(DSLContext sql) {
    return sql.dialect().family() == SQLDialect.MYSQL
        || sql.dialect().family() == SQLDialect.MARIADB;
  }

  private static String names(Collection<? extends Field<?>> fields) {
    return fields.stream().map(Field::getName).collect(Collectors.joining(", "));
  }
}
