package dev.microblog.platform.db;

import static dev.microblog.schema.Tables.SCHEMA_LEVEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@OnDatabases
@ParameterizedClass(name = "{0}")
@EnumSource(Engine.class)
class MigrationsTest {
  private final TestDatabase on;

  MigrationsTest(Engine engine) {
    on = TestDatabase.empty(engine);
  }

  @AfterEach
  void close() {
    on.close();
  }

  private static int applied(Database database) {
    String done = database.dialect() == SQLDialect.POSTGRES ? "success" : "success = 1";
    return database.read(
        sql -> sql.fetchCount(DSL.table("flyway_schema_history"), DSL.condition(done)));
  }

  private void assertReady(Database database) {
    assertThat(applied(database)).isEqualTo(Migrations.LEVEL);
    List<Integer> levels =
        database.read(
            sql ->
                sql.select(SCHEMA_LEVEL.OLDEST_LEVEL)
                    .from(SCHEMA_LEVEL)
                    .fetch(SCHEMA_LEVEL.OLDEST_LEVEL));
    assertThat(levels).containsExactly(1);
  }

  @Test
  void anEmptyDatabaseIsMigratedOnce() throws SQLException {
    Migrations.run(on.database());
    assertReady(on.database());
    Snapshot migrated = Snapshot.of(on);

    Migrations.run(on.database());
    Migrations.run(on.another());

    assertThat(Snapshot.of(on)).isEqualTo(migrated);
  }

  private void migrateTo(String version) {
    Flyway.configure()
        .dataSource(on.database().dataSource())
        .locations("classpath:db/" + on.engine().folder())
        .target(version)
        .load()
        .migrate();
  }

  @Test
  void aMigrationThatStoppedHalfWayGoesOn() {
    migrateTo("0007");
    assertThat(applied(on.database())).isEqualTo(7);

    Migrations.run(on.another());

    assertReady(on.database());
  }

  @Test
  void aNewerSchemaThatServesThisApplicationIsFine() throws SQLException {
    Migrations.run(on.database());
    addNewerStep(true);
    on.execute("update schema_level set oldest_level = " + Migrations.LEVEL);
    Snapshot before = Snapshot.of(on);

    Migrations.run(on.another());

    assertThat(Snapshot.of(on)).isEqualTo(before);
  }

  @Test
  void aNewerStepThatFailedIsLeftToTheNewerApplication() throws SQLException {
    Migrations.run(on.database());
    addNewerStep(false);
    Snapshot before = Snapshot.of(on);

    Migrations.run(on.another());

    assertThat(Snapshot.of(on)).isEqualTo(before);
  }

  @Test
  void aSchemaThatNoLongerServesThisApplicationIsRefused() throws SQLException {
    Migrations.run(on.database());
    addNewerStep(true);
    on.execute("update schema_level set oldest_level = " + (Migrations.LEVEL + 1));
    Snapshot before = Snapshot.of(on);

    assertThatExceptionOfType(Unusable.class)
        .isThrownBy(() -> Migrations.run(on.another()))
        .withMessage(
            "The database was changed by a newer Microblog (level %d) and no longer serves this one"
                + " (level %d). Start the newer version, or restore a backup from before the"
                + " upgrade.",
            Migrations.LEVEL + 1, Migrations.LEVEL);
    assertThat(Snapshot.of(on)).isEqualTo(before);
  }

  @Test
  void aSchemaThatNoLongerServesThisApplicationIsNotMigratedFirst() throws SQLException {
    Migrations.run(on.database());
    on.execute(
        "update schema_level set oldest_level = " + (Migrations.LEVEL + 1),
        "delete from flyway_schema_history where version > '0012'");
    Snapshot before = Snapshot.of(on);

    assertThatExceptionOfType(Unusable.class)
        .isThrownBy(() -> Migrations.run(on.another()))
        .withMessageContaining("no longer serves this one");
    assertThat(Snapshot.of(on)).isEqualTo(before);
  }

  private void addNewerStep(boolean success) {
    String flag =
        on.engine() == Engine.POSTGRESQL_15 ? String.valueOf(success) : success ? "1" : "0";
    on.execute(
        "create table later (id int not null, primary key (id))",
        "insert into flyway_schema_history (installed_rank, version, description, type, script,"
            + " checksum, installed_by, execution_time, success) values (100, '9000', 'later',"
            + " 'SQL', 'V9000__later.sql', 1, 'somebody', 1, "
            + flag
            + ")");
  }

  @Test
  void theDatabaseOfTheTutorialIsRecognised() throws SQLException {
    on.execute(
        "create table alembic_version (version_num varchar(32) not null)",
        "insert into alembic_version values ('c81bac34faab')");
    Snapshot before = Snapshot.of(on);

    assertThatExceptionOfType(Unusable.class)
        .isThrownBy(() -> Migrations.run(on.database()))
        .withMessageContaining("belongs to the tutorial's Flask application")
        .withMessageContaining("by the command import-tutorial SOURCE");
    assertThat(Snapshot.of(on)).isEqualTo(before);
  }

  @Test
  void theDatabaseOfAnotherProgramIsRefused() throws SQLException {
    on.execute("create table invoice (id int not null)", "insert into invoice values (7)");
    Snapshot before = Snapshot.of(on);

    assertThatExceptionOfType(Unusable.class).isThrownBy(() -> Migrations.run(on.database()));
    assertThat(Snapshot.of(on)).isEqualTo(before);
  }
}
