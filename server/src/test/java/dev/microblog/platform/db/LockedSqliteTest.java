package dev.microblog.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A program that locks the SQLite file while the server runs, such as a backup.
class LockedSqliteTest {
  private final TestDatabase on = TestDatabase.migrated(Engine.SQLITE);
  private final Database database = on.database();

  @AfterEach
  void close() {
    on.close();
  }

  private boolean add(String bucket, boolean fail) {
    return database.write(
        transaction -> {
          transaction
              .sql()
              .execute("insert into rate_limit (bucket, arrival_at) values (?, 0)", bucket);
          if (fail) {
            throw new IllegalStateException("no");
          }
          return true;
        });
  }

  private int rows() {
    return database.read(sql -> sql.fetchCount(DSL.table("rate_limit")));
  }

  @Test
  void writersAreTurnedAwayAndReadersServedUntilItEnds() throws SQLException {
    try (Connection other = on.connect();
        var statement = other.createStatement()) {
      statement.execute("begin exclusive");

      assertThatExceptionOfType(Busy.class).isThrownBy(() -> add("one", false));
      assertThat(rows()).isZero();
      assertThatExceptionOfType(Busy.class).isThrownBy(() -> add("one", false));

      statement.execute("rollback");
    }
    assertThat(add("one", false)).isTrue();
    assertThat(rows()).isEqualTo(1);
  }

  /// A connection that was refused its transaction must begin the next one properly.
  @Test
  void transactionsAreWholeAgainAfterwards() throws SQLException {
    try (Connection other = on.connect();
        var statement = other.createStatement()) {
      statement.execute("begin exclusive");
      assertThatExceptionOfType(Busy.class).isThrownBy(() -> add("one", false));
      statement.execute("rollback");
    }

    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> add("two", true));

    assertThat(rows()).isZero();
  }
}
