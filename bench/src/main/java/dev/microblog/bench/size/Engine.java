package dev.microblog.bench.size;

import java.util.Locale;

/// Where a site keeps its data.
public enum Engine {
  SQLITE("SQLite"),
  MYSQL("MySQL"),
  POSTGRESQL("PostgreSQL");

  final String title;

  Engine(String title) {
    this.title = title;
  }

  /// Whether it runs inside the one process of the server.
  boolean embedded() {
    return this == SQLITE;
  }

  /// As the coefficients name it.
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
