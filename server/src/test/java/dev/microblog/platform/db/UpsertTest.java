package dev.microblog.platform.db;

import static dev.microblog.schema.Tables.ACCOUNT;
import static dev.microblog.schema.Tables.RATE_LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.microblog.platform.time.Together;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachEngine
class UpsertTest {
  private final Database database;

  UpsertTest(TestDatabase on) {
    database = on.database();
    on.clear();
  }

  private boolean insertIfAbsent(String bucket, long arrival) {
    return database.write(
        transaction ->
            Upsert.insertIfAbsent(
                transaction.sql(),
                RATE_LIMIT,
                Map.of(RATE_LIMIT.BUCKET, bucket, RATE_LIMIT.ARRIVAL_AT, arrival)));
  }

  private void insertOrUpdate(String bucket, long arrival) {
    database.<@Nullable Void>write(
        transaction -> {
          Upsert.insertOrUpdate(
              transaction.sql(),
              RATE_LIMIT,
              Map.of(RATE_LIMIT.BUCKET, bucket, RATE_LIMIT.ARRIVAL_AT, arrival),
              List.of(RATE_LIMIT.BUCKET),
              List.of(RATE_LIMIT.ARRIVAL_AT));
          return null;
        });
  }

  private Map<String, Long> rows() {
    return database.read(
        sql ->
            sql.select(RATE_LIMIT.BUCKET, RATE_LIMIT.ARRIVAL_AT)
                .from(RATE_LIMIT)
                .fetchMap(RATE_LIMIT.BUCKET, RATE_LIMIT.ARRIVAL_AT));
  }

  @Test
  void aRowIsInsertedOnceAndThenLeftAsItIs() {
    assertThat(insertIfAbsent("one", 1)).isTrue();
    assertThat(insertIfAbsent("one", 1)).isFalse();
    assertThat(insertIfAbsent("one", 2)).isFalse();
    assertThat(insertIfAbsent("two", 3)).isTrue();

    assertThat(rows()).isEqualTo(Map.of("one", 1L, "two", 3L));
  }

  @Test
  void aRowIsInsertedAndThenUpdated() {
    insertOrUpdate("one", 1);
    insertOrUpdate("one", 2);
    insertOrUpdate("two", 3);
    insertOrUpdate("two", 3);

    assertThat(rows()).isEqualTo(Map.of("one", 2L, "two", 3L));
  }

  @Test
  void ofEightInsertsAtOnceOneIsNew() throws Exception {
    List<Boolean> inserted = Together.call(8, i -> insertIfAbsent("one", i));

    assertThat(inserted).containsOnlyOnce(true);
    assertThat(rows()).isEqualTo(Map.of("one", (long) inserted.indexOf(true)));
  }

  @Test
  void anyUniqueKeyCounts() {
    assertThat(insertAccount(1, "amina", "a@example.org")).isTrue();
    assertThat(insertAccount(1, "ben", "b@example.org")).isFalse();
    assertThat(insertAccount(2, "amina", "c@example.org")).isFalse();
    assertThat(insertAccount(3, "chen", "a@example.org")).isFalse();
    assertThat(insertAccount(4, "dara", null)).isTrue();
    assertThat(insertAccount(5, "elif", null)).isTrue();

    List<String> names =
        database.read(
            sql -> sql.select(ACCOUNT.NAME).from(ACCOUNT).orderBy(ACCOUNT.ID).fetch(ACCOUNT.NAME));
    assertThat(names).containsExactly("amina", "dara", "elif");
  }

  private boolean insertAccount(long id, String name, @Nullable String email) {
    Map<Field<?>, @Nullable Object> row = new HashMap<>();
    row.put(ACCOUNT.ID, id);
    row.put(ACCOUNT.NAME, name);
    row.put(ACCOUNT.NAME_KEY, name);
    row.put(ACCOUNT.EMAIL_KEY, email);
    row.put(ACCOUNT.CREATED_AT, 1L);
    return database.write(transaction -> Upsert.insertIfAbsent(transaction.sql(), ACCOUNT, row));
  }

  /// What `insert ignore` would hide.
  @Test
  void otherErrorsAreNotHidden() {
    Map<Field<?>, @Nullable Object> row = new HashMap<>();
    row.put(RATE_LIMIT.BUCKET, "one");
    row.put(RATE_LIMIT.ARRIVAL_AT, null);

    assertThatExceptionOfType(DataAccessException.class)
        .isThrownBy(
            () ->
                database.write(
                    transaction -> Upsert.insertIfAbsent(transaction.sql(), RATE_LIMIT, row)));
    assertThat(rows()).isEmpty();
  }
}
