package dev.microblog.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// MIGRATE=off: the schema is looked at, and nothing is changed.
@OnDatabases
@ParameterizedClass(name = "{0}")
@EnumSource(Engine.class)
class MigrationCheckTest {
  private final TestDatabase on;

  MigrationCheckTest(Engine engine) {
    on = TestDatabase.empty(engine);
  }

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void whatIsUpToDateServes() {
    Migrations.run(on.database());

    assertThatCode(() -> Migrations.check(on.another())).doesNotThrowAnyException();
  }

  @Test
  void anEmptyDatabaseIsLeftEmpty() throws SQLException {
    assertThatExceptionOfType(NotMigrated.class)
        .isThrownBy(() -> Migrations.check(on.database()))
        .withMessage(
            "The database holds no schema yet, and this Microblog needs level %d."
                + " Migrate it first, by the command migrate.",
            Migrations.LEVEL);
    assertThat(Snapshot.of(on).rowsByTable()).isEmpty();
  }

  @Test
  void anOlderSchemaIsLeftAsItIs() throws SQLException {
    Migrations.run(on.database());
    on.execute(
        "delete from flyway_schema_history where version > '0012'", "drop table scheduled_tasks");
    Snapshot before = Snapshot.of(on);

    assertThatExceptionOfType(NotMigrated.class)
        .isThrownBy(() -> Migrations.check(on.another()))
        .withMessage(
            "The schema of the database is at level 12, and this Microblog needs level %d."
                + " Migrate it first, by the command migrate.",
            Migrations.LEVEL);
    assertThat(Snapshot.of(on)).isEqualTo(before);
  }

  @Test
  void aSchemaThatNoLongerServesIsRefused() throws SQLException {
    Migrations.run(on.database());
    on.execute("update schema_level set oldest_level = " + (Migrations.LEVEL + 1));
    Snapshot before = Snapshot.of(on);

    assertThatExceptionOfType(Unusable.class)
        .isThrownBy(() -> Migrations.check(on.another()))
        .withMessageContaining("no longer serves this one");
    assertThat(Snapshot.of(on)).isEqualTo(before);
  }
}
