package dev.microblog.platform.db;

import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.SelectForUpdateStep;

/// Reads of rows that nobody else may change until the transaction ends.
public final class ForUpdate {
  private ForUpdate() {}

  /// The query, which locks what it finds and waits for who has locked it.
  public static <R extends Record> Select<R> of(DSLContext sql, SelectForUpdateStep<R> query) {
    // The one writer of an embedded database needs no locks.
    return sql.dialect().family() == SQLDialect.SQLITE ? query : query.forUpdate();
  }
}
