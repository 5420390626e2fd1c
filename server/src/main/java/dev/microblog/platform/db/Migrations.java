package dev.microblog.platform.db;

import static dev.microblog.schema.Tables.SCHEMA_LEVEL;

import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the database to the schema of this application, going on where a killed process stopped.
public final class Migrations {
  /// The newest migration that this application knows, which is also its level (see
  /// `schema_level`).
  public static final int LEVEL = 15;

  private static final Logger log = LoggerFactory.getLogger(Migrations.class);
  private static final String HISTORY = "flyway_schema_history";

  private Migrations() {}

  /// Migrates what is missing. A database that is up to date is recognised by one query, without
  /// Flyway.
  ///
  /// @throws Unusable if the database cannot be used, with a sentence for the operator
  public static void run(Database database) {
    try {
      if (!upToDate(database)) {
        if (has(database, "alembic_version")) {
          throw new Unusable(
              "This database belongs to the tutorial's Flask application. Microblog does not"
                  + " change it. Point DATA_DIR to an empty folder.");
        }
        if (has(database, SCHEMA_LEVEL.getName())) {
          refuseIfNewer(database);
        }
        migrate(database);
      }
      refuseIfNewer(database);
      tryToWrite(database);
    } catch (DataAccessException | FlywayException | Busy e) {
      throw new Unusable(sentence(e), e);
    }
  }

  private static boolean upToDate(Database database) {
    return has(database, HISTORY)
        && database.read(
            sql -> {
              var version = DSL.field("version", String.class);
              var success = DSL.field("success", Integer.class);
              String newest = String.format(Locale.ROOT, "%04d", LEVEL);
              return sql.dialect() == org.jooq.SQLDialect.SQLITE
                  && sql.fetchExists(DSL.table(HISTORY), version.eq(newest).and(success.eq(1)))
                  && !sql.fetchExists(DSL.table(HISTORY), success.eq(0));
            });
  }

  private static boolean has(Database database, String table) {
    return database.read(
        sql ->
            sql.dialect() == org.jooq.SQLDialect.SQLITE
                ? sql.fetchExists(
                    DSL.table("sqlite_master"), DSL.field("name", String.class).eq(table))
                : sql.fetchExists(
                    DSL.table("information_schema.tables"),
                    DSL.field("table_name", String.class)
                        .eq(table)
                        .and(
                            DSL.field("table_schema", String.class)
                                .eq(
                                    DSL.field(
                                        sql.dialect() == org.jooq.SQLDialect.POSTGRES
                                            ? "current_schema()"
                                            : "database()",
                                        String.class)))));
  }

  private static void migrate(Database database) {
    Flyway flyway =
        Flyway.configure()
            .dataSource(database.dataSource())
            .locations("classpath:db/" + folder(database.dialect()))
            // What a newer application added; whether it still serves this one is said by
            // schema_level.
            .ignoreMigrationPatterns("*:future")
            .load();
    for (MigrationInfo migration : flyway.info().all()) {
      if (migration.getState() == MigrationState.FAILED) {
        // MySQL commits each DDL statement at once. Ours are guarded, so the failed one may run
        // again.
        log.info("Repairing migration {}, which was interrupted", migration.getVersion());
        flyway.repair();
        break;
      }
    }
    int done = flyway.migrate().migrationsExecuted;
    log.info("Database schema at level {} ({} migrations applied)", LEVEL, done);
  }

  private static void refuseIfNewer(Database database) {
    Integer oldest =
        database.read(
            (DSLContext sql) ->
                sql.select(SCHEMA_LEVEL.OLDEST_LEVEL)
                    .from(SCHEMA_LEVEL)
                    .fetchOne(SCHEMA_LEVEL.OLDEST_LEVEL));
    if (oldest != null && oldest > LEVEL) {
      throw new Unusable(
          "The database was changed by a newer Microblog (level "
              + oldest
              + ") and no longer serves this one (level "
              + LEVEL
              + "). Start the newer version, or restore a backup from before the upgrade.");
    }
  }

  /// So that a locked or read-only file, or a full disk, is told now and not at the first post.
  private static void tryToWrite(Database database) {
    database.write(
        transaction ->
            transaction
                .sql()
                .update(SCHEMA_LEVEL)
                .set(SCHEMA_LEVEL.OLDEST_LEVEL, SCHEMA_LEVEL.OLDEST_LEVEL)
                .execute());
  }

  private static String folder(org.jooq.SQLDialect dialect) {
    return switch (dialect.family()) {
      case SQLITE -> "sqlite";
      case POSTGRES -> "postgresql";
      default -> "mysql";
    };
  }

  /// What the operator is told about an error of the database at start.
  private static String sentence(Throwable error) {
    String sentence = SqliteErrors.sentence(error);
    return sentence == null ? "The database cannot be used: " + error.getMessage() : sentence;
  }
}
