package dev.microblog.platform.db;

import static dev.microblog.schema.Tables.SCHEMA_LEVEL;

import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the database to the schema of this application, going on where a killed process stopped.
public final class Migrations {
  /// The newest migration that this application knows, which is also its level (see
  /// `schema_level`).
  public static final int LEVEL = 55;

  /// Files are numbered by four digits.
  private static final int MOST_LEVELS = 9999;

  private static final Logger log = LoggerFactory.getLogger(Migrations.class);

  private Migrations() {}

  /// Migrates what is missing. A database that is up to date is recognised by a few queries. A copy
  /// of an SQLite file that holds something is made first.
  ///
  /// @throws Unusable if the database cannot be used, with a sentence for the operator
  /// @throws Unreachable if a server cannot be used now, with a sentence for the operator
  public static void run(Database database) {
    upgrade(database);
    refuseMoved(database);
  }

  /// As [#run], also where a move between databases is going on.
  public static void upgrade(Database database) {
    try {
      SchemaState state = SchemaState.of(database, LEVEL);
      refuse(state);
      if (!upToDate(state)) {
        Path file = database.place().file();
        if (file != null && state.level() > 0) {
          FileCopy.make(database.place().migrators(), file, state.level(), LEVEL);
        }
        migrate(database);
        refuse(SchemaState.of(database, LEVEL));
      }
      tryToWrite(database);
    } catch (DataAccessException | FlywayException | Busy e) {
      throw database.place().unusable(e);
    }
  }

  /// Looks whether the database has a schema that serves this application, and changes nothing.
  ///
  /// @throws NotMigrated if it is older, with a sentence for the operator
  /// @throws Unusable if the database cannot be used, with a sentence for the operator
  /// @throws Unreachable if a server cannot be used now, with a sentence for the operator
  public static void check(Database database) {
    compare(database);
    refuseMoved(database);
  }

  /// As [#check], also where a move between databases is going on.
  public static void compare(Database database) {
    try {
      SchemaState state = SchemaState.of(database, LEVEL);
      refuse(state);
      if (!upToDate(state)) {
        throw new NotMigrated(state.level(), LEVEL);
      }
      tryToWrite(database);
    } catch (DataAccessException | Busy e) {
      throw database.place().unusable(e);
    }
  }

  /// Whether a newer application added to the schema what this one does not know of.
  public static boolean newer(Database database) {
    try {
      return SchemaState.of(database, MOST_LEVELS).level() > LEVEL;
    } catch (DataAccessException | Busy e) {
      throw database.place().unusable(e);
    }
  }

  private static void refuseMoved(Database database) {
    try {
      MoveMarks.refuse(database);
    } catch (DataAccessException | Busy e) {
      throw database.place().unusable(e);
    }
  }

  private static boolean upToDate(SchemaState state) {
    return state.level() == LEVEL && !state.failed();
  }

  private static void refuse(SchemaState state) {
    if (state.tutorial() && state.level() == 0) {
      throw new Unusable(
          "This database belongs to the tutorial's Flask application. Microblog does not change it."
              + " Point DATABASE_URL to an empty database, or DATA_DIR to an empty folder, and take"
              + " over what is here by the command import-tutorial SOURCE: SOURCE is the address"
              + " that DATABASE_URL has now.");
    }
    if (state.oldest() > LEVEL) {
      throw new Unusable(
          "The database was changed by a newer Microblog (level "
              + state.oldest()
              + ") and no longer serves this one (level "
              + LEVEL
              + "). Start the newer version, or restore a backup from before the upgrade.");
    }
  }

  private static void migrate(Database database) {
    Flyway flyway =
        Flyway.configure()
            .dataSource(database.place().migrators())
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

  /// So that a locked or read-only database, or a full disk, is told now and not at the first post.
  private static void tryToWrite(Database database) {
    database.write(
        transaction ->
            transaction
                .sql()
                .update(SCHEMA_LEVEL)
                .set(SCHEMA_LEVEL.OLDEST_LEVEL, SCHEMA_LEVEL.OLDEST_LEVEL)
                .execute());
  }

  private static String folder(SQLDialect dialect) {
    return switch (dialect.family()) {
      case SQLITE -> "sqlite";
      case POSTGRES -> "postgresql";
      default -> "mysql";
    };
  }
}
