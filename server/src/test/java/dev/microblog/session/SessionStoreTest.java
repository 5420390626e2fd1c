package dev.microblog.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.microblog.account.People;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.OnEachEngine;
import dev.microblog.platform.db.TestDatabase;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachEngine
class SessionStoreTest {
  private final SessionStore store = new SessionStore();
  private final Database database;
  private final Viewer amina;

  SessionStoreTest(TestDatabase on) {
    database = on.database();
    on.clear();
    amina = People.join(database, "Amina");
  }

  private void act(Consumer<DSLContext> act) {
    database.write(
        transaction -> {
          act.accept(transaction.sql());
          return null;
        });
  }

  private Session begin(Viewer viewer, long id, String token) {
    Session session = new Session(id, viewer, id % 2 == 0, 100, 1_000);
    act(sql -> store.insert(sql, session, token, "Browser 🦊", "2001:db8::1"));
    return session;
  }

  private @Nullable Session find(String token, long now) {
    return database.<@Nullable Session>read(sql -> store.byToken(sql, token, now));
  }

  @Test
  void aSessionIsFoundByItsTokenUntilItExpires() {
    Session session = begin(amina, 1, "one");

    assertThat(find("one", 999)).isEqualTo(session);
    assertThat(find("one", 1_000)).isNull();
    assertThat(find("ONE", 999)).isNull();
    assertThat(find("other", 999)).isNull();
  }

  @Test
  void theLongestOfEverythingIsKept() {
    Session session = new Session(2, amina, true, 100, 1_000);

    act(
        sql ->
            store.insert(
                sql, session, "f".repeat(64), "b".repeat(255), "1234:".repeat(7) + "1.2.3.4567"));

    assertThat(find("f".repeat(64), 0)).isEqualTo(session);
  }

  @Test
  void aTokenIsOfOneSession() {
    begin(amina, 1, "one");

    assertThatExceptionOfType(IntegrityConstraintViolationException.class)
        .isThrownBy(() -> begin(amina, 2, "one"));
  }

  @Test
  void nobodyWithoutAnAccountHasASession() {
    assertThatExceptionOfType(IntegrityConstraintViolationException.class)
        .isThrownBy(() -> begin(new Viewer(77, "nobody"), 1, "one"));
  }

  @Test
  void useLengthensASession() {
    begin(amina, 1, "one");

    act(sql -> store.touch(sql, 1, 900, 2_000));

    assertThat(find("one", 1_500)).isEqualTo(new Session(1, amina, false, 900, 2_000));
  }

  @Test
  void aSessionEndsByItsTokenAlone() {
    begin(amina, 1, "one");
    Session other = begin(amina, 2, "two");

    act(sql -> store.delete(sql, "one"));
    act(sql -> store.delete(sql, "none"));

    assertThat(find("one", 0)).isNull();
    assertThat(find("two", 0)).isEqualTo(other);
  }

  @Test
  void theNewestSessionsOfAPersonAreKept() {
    Viewer ben = People.join(database, "ben");
    begin(ben, 1, "ben's");
    for (long id = 2; id <= 6; id++) {
      begin(amina, id, "token " + id);
    }

    act(sql -> store.keepNewest(sql, amina.id(), 3));
    act(sql -> store.keepNewest(sql, amina.id(), 3));

    assertThat(find("ben's", 0)).isNotNull();
    assertThat(find("token 2", 0)).isNull();
    assertThat(find("token 3", 0)).isNull();
    assertThat(find("token 4", 0)).isNotNull();
    assertThat(find("token 6", 0)).isNotNull();
  }

  @Test
  void expiredSessionsAreDeleted() {
    begin(amina, 1, "one");
    begin(amina, 2, "two");
    act(sql -> store.touch(sql, 2, 100, 1_001));

    act(sql -> store.deleteExpired(sql, 1_000));

    assertThat(find("one", 0)).isNull();
    assertThat(find("two", 0)).isNotNull();
  }
}
