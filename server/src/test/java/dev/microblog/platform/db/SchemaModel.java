package dev.microblog.platform.db;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The tables of a database as JDBC describes them, without what only one engine has.
record SchemaModel(Map<String, TableModel> tables) {
  /// @param primaryKey names of the columns, in order
  /// @param indexes of the table but the one of the primary key, by name
  /// @param foreignKeys from column to table and column, by name
  record TableModel(
      Map<String, ColumnModel> columns,
      List<String> primaryKey,
      Map<String, IndexModel> indexes,
      Map<String, String> foreignKeys) {}

  /// @param type as the engine calls it
  /// @param size of a type that has one in our migrations, else 0
  /// @param preset the default value; empty if there is none
  record ColumnModel(String type, int size, boolean nullable, String preset) {}

  record IndexModel(boolean unique, List<String> columns) {}

  static SchemaModel of(Connection connection) throws SQLException {
    Map<String, TableModel> tables = new TreeMap<>();
    for (String name : tables(connection)) {
      if (!name.startsWith("flyway_")) {
        tables.put(name, table(connection, name));
      }
    }
    return new SchemaModel(tables);
  }

  /// The names of all tables.
  static Set<String> tables(Connection connection) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (ResultSet result =
        connection
            .getMetaData()
            .getTables(connection.getCatalog(), schema(connection), "%", new String[] {"TABLE"})) {
      while (result.next()) {
        names.add(result.getString("TABLE_NAME"));
      }
    }
    return names;
  }

  private static @Nullable String schema(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")
        ? connection.getSchema()
        : null;
  }

  private static TableModel table(Connection connection, String table) throws SQLException {
    List<String> primaryKey = primaryKey(connection, table);
    Map<String, IndexModel> indexes = indexes(connection, table);
    // Every engine makes one for the primary key, under a name of its own.
    indexes
        .entrySet()
        .removeIf(
            e ->
                e.getValue().equals(new IndexModel(true, primaryKey))
                    && !e.getKey().startsWith(table + "_key"));
    return new TableModel(
        columns(connection, table), primaryKey, indexes, foreignKeys(connection, table));
  }

  private static Map<String, ColumnModel> columns(Connection connection, String table)
      throws SQLException {
    Map<String, ColumnModel> columns = new TreeMap<>();
    try (ResultSet result =
        connection
            .getMetaData()
            .getColumns(connection.getCatalog(), schema(connection), table, "%")) {
      while (result.next()) {
        String type = result.getString("TYPE_NAME").toLowerCase(Locale.ROOT);
        columns.put(
            result.getString("COLUMN_NAME"),
            new ColumnModel(
                type,
                type.equals("varchar") ? result.getInt("COLUMN_SIZE") : 0,
                result.getInt("NULLABLE") == DatabaseMetaData.columnNullable,
                preset(result.getString("COLUMN_DEF"))));
      }
    }
    return columns;
  }

  /// `'0'`, `'0'::bigint` and `0` are one default, and so are none and `NULL`, as MariaDB says.
  private static String preset(@Nullable String definition) {
    return definition == null || definition.equals("NULL")
        ? ""
        : definition.replaceFirst("::.*", "").replace("'", "") + ';';
  }

  private static List<String> primaryKey(Connection connection, String table) throws SQLException {
    Map<Short, String> columns = new TreeMap<>();
    try (ResultSet result =
        connection
            .getMetaData()
            .getPrimaryKeys(connection.getCatalog(), schema(connection), table)) {
      while (result.next()) {
        columns.put(result.getShort("KEY_SEQ"), result.getString("COLUMN_NAME"));
      }
    }
    return List.copyOf(columns.values());
  }

  private static Map<String, IndexModel> indexes(Connection connection, String table)
      throws SQLException {
    Map<String, IndexModel> indexes = new TreeMap<>();
    try (ResultSet result =
        connection
            .getMetaData()
            .getIndexInfo(connection.getCatalog(), schema(connection), table, false, true)) {
      while (result.next()) {
        String name = result.getString("INDEX_NAME");
        if (name != null) {
          boolean unique = !result.getBoolean("NON_UNIQUE");
          indexes
              .computeIfAbsent(name, _ -> new IndexModel(unique, new ArrayList<>()))
              .columns()
              .add(result.getString("COLUMN_NAME").replace("\"", ""));
        }
      }
    }
    return indexes;
  }

  private static Map<String, String> foreignKeys(Connection connection, String table)
      throws SQLException {
    Map<String, String> keys = new TreeMap<>();
    try (ResultSet result =
        connection
            .getMetaData()
            .getImportedKeys(connection.getCatalog(), schema(connection), table)) {
      while (result.next()) {
        keys.put(
            result.getString("FK_NAME"),
            "%s -> %s.%s"
                .formatted(
                    result.getString("FKCOLUMN_NAME"),
                    result.getString("PKTABLE_NAME"),
                    result.getString("PKCOLUMN_NAME")));
      }
    }
    return keys;
  }
}
