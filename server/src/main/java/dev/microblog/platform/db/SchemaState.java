package dev.microblog.platform.db;

import static dev.microblog.schema.Tables.SCHEMA_LEVEL;

import java.util.Locale;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/// What a database holds, found out by a few small queries: loading the library that migrates takes
/// longer than all the rest of a start.
///
/// @param tutorial whether it is one of the tutorial's application
/// @param level the newest migration up to ours that was applied; 0 if there is none
/// @param failed whether a migration up to ours stopped half way
/// @param oldest the oldest level that the schema serves; 0 where there is no schema
record SchemaState(boolean tutorial, int level, boolean failed, int oldest) {
  private static final String HISTORY = "flyway_schema_history";

  static SchemaState of(Database database, int newest) {
    return database.read(sql -> of(sql, newest));
  }

  private static SchemaState of(DSLContext sql, int newest) {
    boolean tutorial = has(sql, "alembic_version");
    if (!has(sql, HISTORY)) {
      return new SchemaState(tutorial, 0, false, 0);
    }
    Field<String> version = DSL.field("version", String.class);
    Condition ours = version.le(String.format(Locale.ROOT, "%04d", newest));
    boolean logical = sql.dialect() == SQLDialect.POSTGRES;
    String level =
        sql.select(DSL.max(version))
            .from(DSL.table(HISTORY))
            .where(ours)
            .and(logical ? "success" : "success = 1")
            .fetchOneInto(String.class);
    boolean failed =
        sql.fetchExists(DSL.table(HISTORY), ours.and(logical ? "not success" : "success = 0"));
    Integer oldest =
        has(sql, SCHEMA_LEVEL.getName())
            ? sql.select(SCHEMA_LEVEL.OLDEST_LEVEL)
                .from(SCHEMA_LEVEL)
                .fetchOne(SCHEMA_LEVEL.OLDEST_LEVEL)
            : null;
    return new SchemaState(
        tutorial, level == null ? 0 : Integer.parseInt(level), failed, oldest == null ? 0 : oldest);
  }

  private static boolean has(DSLContext sql, String table) {
    if (sql.dialect() == SQLDialect.SQLITE) {
      return sql.fetchExists(DSL.table("sqlite_master"), DSL.field("name", String.class).eq(table));
    }
    String here = sql.dialect() == SQLDialect.POSTGRES ? "current_schema()" : "database()";
    return sql.fetchExists(
        DSL.table("information_schema.tables"),
        DSL.field("table_name", String.class)
            .eq(table)
            .and(DSL.field("table_schema", String.class).eq(DSL.field(here, String.class))));
  }
}
