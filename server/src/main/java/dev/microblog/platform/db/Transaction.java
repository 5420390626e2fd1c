package dev.microblog.platform.db;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;

/// One transaction that is open: its SQL, and what is to happen once it is committed.
public final class Transaction {
  private final DSLContext sql;
  private final List<Runnable> afterCommit = new ArrayList<>();

  Transaction(DSLContext sql) {
    this.sql = sql;
  }

  /// Statements of this transaction.
  public DSLContext sql() {
    return sql;
  }

  /// Runs this once the transaction is committed; not if it is rolled back. For wake-up calls only:
  /// a process that is killed between commit and call never makes it.
  public void afterCommit(Runnable call) {
    afterCommit.add(call);
  }

  void committed() {
    afterCommit.forEach(Runnable::run);
  }
}
