package dev.microblog.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.platform.db.SchemaModel.ColumnModel;
import dev.microblog.platform.db.SchemaModel.TableModel;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The tables are the same on every engine, as far as one can tell from outside.
@OnEachEngine
class SchemaTest {
  /// Types that hold the same: what SQLite calls them, then the others.
  private static final Map<String, Set<String>> EQUAL_TYPES =
      Map.of(
          "integer",
              Set.of(
                  "integer", "bigint", "int8", /* scheduled_tasks.picked */ "bool", "bit",
                  "boolean"),
          "bigint", Set.of("bigint", "int8"),
          "int", Set.of("int", "int4"),
          "smallint", Set.of("smallint", "int2"),
          "varchar", Set.of("varchar"),
          "text", Set.of("text", "mediumtext"),
          "blob", Set.of("blob", "bytea", "longblob"),
          "timestamp", Set.of("timestamp", "timestamptz"));

  private static final TestDatabase sqlite = TestDatabase.migrated(Engine.SQLITE);

  private final TestDatabase on;

  SchemaTest(TestDatabase on) {
    this.on = on;
    on.database();
  }

  @BeforeAll
  static void migrateTheModel() {
    sqlite.database();
  }

  @AfterAll
  static void close() {
    sqlite.close();
  }

  private static SchemaModel model(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      return SchemaModel.of(connection);
    }
  }

  private static <T> Map<String, T> each(SchemaModel model, Function<TableModel, T> part) {
    Map<String, T> parts = new TreeMap<>();
    model.tables().forEach((name, table) -> parts.put(name, part.apply(table)));
    return parts;
  }

  private <T> void same(Function<TableModel, T> part) throws SQLException {
    assertThat(each(model(on), part)).isEqualTo(each(model(sqlite), part));
  }

  @Test
  void theTablesAndColumnsAreTheSame() throws SQLException {
    assertThat(model(on).tables()).hasSizeGreaterThan(10);
    same(table -> table.columns().keySet());
  }

  @Test
  void theSameColumnsMayBeNull() throws SQLException {
    same(table -> columns(table, ColumnModel::nullable));
  }

  @Test
  void theDefaultsAreTheSame() throws SQLException {
    same(
        table -> {
          Map<String, String> presets = columns(table, ColumnModel::preset);
          // MySQL gives its first timestamp a default in any case; ours is at least a harmless one.
          presets.remove("execution_time");
          return presets;
        });
  }

  @Test
  void textsAreOfTheSameLength() throws SQLException {
    same(table -> columns(table, ColumnModel::size));
  }

  @Test
  void theTypesHoldTheSame() throws SQLException {
    Map<String, Map<String, String>> here = types(model(on));
    types(model(sqlite))
        .forEach(
            (table, types) ->
                types.forEach(
                    (column, type) ->
                        assertThat(here.getOrDefault(table, Map.of()).get(column))
                            .as(table + "." + column)
                            .isIn(EQUAL_TYPES.getOrDefault(type, Set.of()))));
  }

  private static Map<String, Map<String, String>> types(SchemaModel model) {
    return each(model, table -> columns(table, ColumnModel::type));
  }

  @Test
  void thePrimaryKeysAreTheSame() throws SQLException {
    same(TableModel::primaryKey);
    assertThat(each(model(on), TableModel::primaryKey))
        .allSatisfy((_, key) -> assertThat(key).isNotEmpty());
  }

  @Test
  void theIndexesAreTheSame() throws SQLException {
    same(TableModel::indexes);
    assertThat(each(model(on), TableModel::indexes).get("account"))
        .containsKeys("account_name_key", "account_email_key");
  }

  @Test
  void theForeignKeysAreTheSame() throws SQLException {
    same(TableModel::foreignKeys);
    assertThat(each(model(on), TableModel::foreignKeys).get("session"))
        .containsEntry("session_account_id_fk", "account_id -> account.id");
  }

  private static <T> Map<String, T> columns(TableModel table, Function<ColumnModel, T> part) {
    Map<String, T> parts = new TreeMap<>();
    table.columns().forEach((name, column) -> parts.put(name, part.apply(column)));
    return parts;
  }

  @Test
  void lettersOfOtherCaseAndOtherFacesAreOtherTexts() {
    List<String> texts =
        List.of("a", "A", "ä", "á", "😀", "😁", "👩‍💻", "👩", "ß", "ss", "é", "e\u0301");
    on.clear();
    for (String text : texts) {
      on.database()
          .write(
              t -> {
                t.sql().execute("insert into rate_limit (bucket, arrival_at) values (?, 1)", text);
                return null;
              });
    }
    for (String text : texts) {
      List<?> found =
          on.database()
              .read(sql -> sql.fetchValues("select bucket from rate_limit where bucket = ?", text));
      assertThat(found).isEqualTo(List.of(text));
    }
  }

  @Test
  void everyTextIsKeptAsUnicodeAndComparedByCodePoints() throws SQLException {
    assertThat(textColumns()).allSatisfy(column -> assertThat(column).endsWith(expectedOrder()));
    assertThat(textColumns()).hasSizeGreaterThan(on.engine() == Engine.SQLITE ? -1 : 20);
  }

  private String expectedOrder() {
    return on.engine() == Engine.POSTGRESQL_15 ? " UTF8 C" : " utf8mb4 utf8mb4_bin";
  }

  /// Column, characters and order of every text of ours; SQLite knows one kind only.
  private List<String> textColumns() throws SQLException {
    List<String> columns = new ArrayList<>();
    String query =
        switch (on.engine()) {
          case SQLITE ->
              "select 'encoding utf8mb4 utf8mb4_bin' from pragma_encoding where encoding = 'UTF-8'";
          case POSTGRESQL_15 ->
              "select concat(table_name, '.', column_name, ' ', pg_encoding_to_char(d.encoding), ' ',"
                  + " coalesce(collation_name, '?')) from information_schema.columns,"
                  + " pg_database d where d.datname = current_database()"
                  + " and table_schema = current_schema() and table_name not like 'flyway%'"
                  + " and data_type in ('text', 'character varying')";
          default ->
              "select concat(table_name, '.', column_name, ' ', character_set_name, ' ', collation_name)"
                  + " from information_schema.columns where table_schema = database()"
                  + " and table_name not like 'flyway%' and character_set_name is not null";
        };
    try (Connection connection = on.connect();
        var statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        columns.add(result.getString(1));
      }
    }
    return columns;
  }
}
