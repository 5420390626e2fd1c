package dev.microblog.platform.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.platform.db.Engine;
import dev.microblog.platform.db.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MovedTablesTest {
  private static final TestDatabase on = TestDatabase.migrated(Engine.SQLITE);
  private static final List<String> names = MovedTables.ALL.stream().map(MovedTable::name).toList();

  @BeforeAll
  static void open() {
    on.database();
  }

  @AfterAll
  static void close() {
    on.close();
  }

  @Test
  void ofEveryTableItIsDecidedWhetherItIsMoved() throws SQLException {
    Set<String> there = new TreeSet<>();
    try (Connection connection = on.connect();
        ResultSet rows =
            connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
      while (rows.next()) {
        there.add(rows.getString("TABLE_NAME"));
      }
    }
    Set<String> decided = new TreeSet<>(names);
    decided.addAll(MovedTables.LEFT.keySet());

    assertThat(decided)
        .as("a new table goes into MovedTables, as one that is moved or with the reason why not")
        .isEqualTo(there);
    assertThat(names)
        .doesNotContainAnyElementsOf(MovedTables.LEFT.keySet())
        .doesNotHaveDuplicates();
  }

  @Test
  void theKeysAreThoseOfTheDatabase() throws SQLException {
    try (Connection connection = on.connect()) {
      for (MovedTable table : MovedTables.ALL) {
        Map<Integer, String> key = new TreeMap<>();
        try (ResultSet rows = connection.getMetaData().getPrimaryKeys(null, null, table.name())) {
          while (rows.next()) {
            key.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
          }
        }
        assertThat(table.key())
            .as(table.name())
            .extracting(MovedTable.Column::name)
            .containsExactlyElementsOf(key.values());
      }
    }
  }

  @Test
  void whatForeignKeysPointToIsMovedBefore() throws SQLException {
    List<String> wrong = new ArrayList<>();
    int keys = 0;
    try (Connection connection = on.connect()) {
      for (String table : names) {
        try (ResultSet rows = connection.getMetaData().getImportedKeys(null, null, table)) {
          while (rows.next()) {
            keys++;
            String to = rows.getString("PKTABLE_NAME");
            if (names.indexOf(to) < 0 || names.indexOf(to) >= names.indexOf(table)) {
              wrong.add(table + " before " + to);
            }
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(keys).isGreaterThan(20);
  }
}
