package dev.microblog.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// MySQL commits each DDL statement at once, so a killed or failed migration leaves it half done.
/// The
/// other engines roll back.
@OnDatabases
@ParameterizedClass(name = "{0}")
@EnumSource(names = {"MYSQL_5_7", "MYSQL_8_0"})
class InterruptedMigrationTest {
  private final TestDatabase on;

  InterruptedMigrationTest(Engine engine) {
    on = TestDatabase.empty(engine);
  }

  @BeforeEach
  void migrate() {
    Migrations.run(on.database());
  }

  @AfterEach
  void close() {
    on.close();
  }

  private void assertComplete() throws SQLException {
    List<?> successes =
        on.database()
            .read(
                sql ->
                    sql.fetchValues(
                        "select concat(version, ' ', success) from flyway_schema_history"
                            + " order by version"));
    assertThat(successes).hasSize(Migrations.LEVEL).allMatch(row -> row.toString().endsWith(" 1"));
    try (var connection = on.connect()) {
      assertThat(SchemaModel.of(connection).tables())
          .containsKeys("follow", "outbox", "scheduled_tasks");
    }
  }

  @Test
  void aStepThatWasDoneButNotNotedIsNoted() throws SQLException {
    on.execute(
        "delete from flyway_schema_history where version >= '0009'",
        "drop table scheduled_tasks",
        "drop table outbox");

    Migrations.run(on.another());

    assertComplete();
  }

  @Test
  void aStepThatFailedIsRepairedAndDoneAgain() throws SQLException {
    on.execute(
        "delete from flyway_schema_history where version > '0012'",
        "update flyway_schema_history set success = 0 where version = '0012'",
        "drop table scheduled_tasks",
        "drop table outbox");

    Migrations.run(on.another());

    assertComplete();
  }

  @Test
  void aStepThatFailedAfterItsTableWasMadeIsRepaired() throws SQLException {
    on.execute(
        "delete from flyway_schema_history where version > '0012'",
        "update flyway_schema_history set success = 0 where version = '0012'");

    Migrations.run(on.another());

    assertComplete();
  }
}
