package dev.microblog.platform.db;

import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/// What SQLite's error codes mean for those who wait for an answer, and for the operator.
final class SqliteErrors {
  private SqliteErrors() {}

  /// The error as [Busy] where trying again later may help: a lock that another program holds, a
  /// full disk. Any other error as it is.
  static RuntimeException translated(DataAccessException error) {
    SQLiteException cause = cause(error);
    if (cause == null) {
      return error;
    }
    String code = cause.getResultCode().name();
    boolean passing =
        code.startsWith("SQLITE_BUSY")
            || code.startsWith("SQLITE_LOCKED")
            || code.startsWith("SQLITE_FULL");
    return passing ? new Busy(sentence(cause), error) : error;
  }

  /// The sentence for an error at start; null if it is none of SQLite's.
  static @Nullable String sentence(Throwable error) {
    SQLiteException cause = cause(error);
    return cause == null ? null : sentence(cause);
  }

  private static @Nullable SQLiteException cause(Throwable error) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (t instanceof SQLiteException e) {
        return e;
      }
    }
    return null;
  }

  private static String sentence(SQLiteException e) {
    String name = e.getResultCode().name();
    if (name.startsWith("SQLITE_READONLY") || name.startsWith("SQLITE_PERM")) {
      return "The database file cannot be written: it, or its folder, is read-only.";
    }
    if (name.startsWith("SQLITE_FULL")
        || name.startsWith("SQLITE_IOERR_WRITE")
        || name.startsWith("SQLITE_IOERR_SHMSIZE")) {
      return "The disk is full: the database cannot be written.";
    }
    if (name.startsWith("SQLITE_BUSY") || name.startsWith("SQLITE_LOCKED")) {
      return "The database file is locked by another program. End it, then start again.";
    }
    if (name.startsWith("SQLITE_CORRUPT") || name.startsWith("SQLITE_NOTADB")) {
      return "The database file is damaged, or no SQLite database. Restore it from a backup.";
    }
    if (name.startsWith("SQLITE_CANTOPEN")) {
      return "The database file cannot be opened. Check the owner and the rights of the data"
          + " folder.";
    }
    return "The database file cannot be used: " + e.getMessage();
  }
}
