package dev.microblog.platform.db;

import org.jooq.SQLDialect;

/// The databases that every contract is kept on.
public enum Engine {
  SQLITE(SQLDialect.SQLITE),
  POSTGRESQL_15(SQLDialect.POSTGRES),
  MYSQL_5_7(SQLDialect.MYSQL),
  MYSQL_8_0(SQLDialect.MYSQL),
  MARIADB_10_11(SQLDialect.MARIADB);

  private final SQLDialect dialect;

  Engine(SQLDialect dialect) {
    this.dialect = dialect;
  }

  /// How jOOQ speaks to it.
  public SQLDialect dialect() {
    return dialect;
  }

  /// The folder of its migrations.
  String folder() {
    return switch (dialect) {
      case SQLITE -> "sqlite";
      case POSTGRES -> "postgresql";
      default -> "mysql";
    };
  }
}
