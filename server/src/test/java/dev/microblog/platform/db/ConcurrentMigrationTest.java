package dev.microblog.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Apart;
import dev.microblog.platform.time.Together;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Replicas that start together on an empty database. An SQLite file is opened by one process
/// alone,
/// see [DataFolder].
@Apart
class ConcurrentMigrationTest {
  @ParameterizedTest
  @EnumSource(names = "SQLITE", mode = EnumSource.Mode.EXCLUDE)
  void ofTenAtOnceOneMigratesAndAllGoOn(Engine engine) throws Exception {
    try (TestDatabase on = TestDatabase.empty(engine)) {
      List<Database> replicas = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        replicas.add(on.another());
      }

      Together.run(10, i -> Migrations.run(replicas.get(i)));

      assertThat(applied(on)).hasSize(Migrations.LEVEL);
      assertThat(rowsOfLevel(on)).containsExactly("[1, 1]");
    }
  }

  private static List<String> applied(TestDatabase on) throws SQLException {
    return Snapshot.of(on).rowsByTable().getOrDefault("flyway_schema_history", List.of());
  }

  private static List<String> rowsOfLevel(TestDatabase on) throws SQLException {
    return Snapshot.of(on).rowsByTable().getOrDefault("schema_level", List.of());
  }
}
