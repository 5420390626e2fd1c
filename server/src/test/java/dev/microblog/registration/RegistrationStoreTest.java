package dev.microblog.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.account.People;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.OnEachEngine;
import dev.microblog.platform.db.TestDatabase;
import dev.microblog.platform.time.Together;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachEngine
class RegistrationStoreTest {
  private static final long NOW = 1_000_000;

  private final SignUpStore signUps = new SignUpStore();
  private final InvitationStore invitations = new InvitationStore();
  private final Database database;

  RegistrationStoreTest(TestDatabase on) {
    database = on.database();
    on.clear();
  }

  private boolean count(long day, int most) {
    return database.write(t -> signUps.count(t.sql(), day, most));
  }

  private boolean use(String code) {
    return database.write(t -> invitations.use(t.sql(), code, NOW));
  }

  private void invite(long id, String code, int most, @Nullable Long endsAt) {
    database.<@Nullable Void>write(
        t -> {
          invitations.insert(t.sql(), new Invitation(id, code, 0, most, 0, endsAt, NOW));
          return null;
        });
  }

  @Test
  void noMoreAreCountedADayThanMay() {
    assertThat(count(1, 2)).isTrue();
    assertThat(count(1, 2)).isTrue();
    assertThat(count(1, 2)).isFalse();
    assertThat(count(2, 2)).isTrue();
    assertThat(count(1, 0)).as("without a cap").isTrue();
    assertThat(count(1, 3)).isFalse();
    assertThat(database.<Integer>read(sql -> signUps.counted(sql, 1))).isEqualTo(3);
    assertThat(database.<Integer>read(sql -> signUps.counted(sql, 3))).isZero();
  }

  @Test
  void ofManyWhoSignUpAtOnceNoMoreAreCountedThanMay() throws Exception {
    assertThat(Together.call(8, _ -> count(7, 3))).filteredOn(each -> each).hasSize(3);
    assertThat(database.<Integer>read(sql -> signUps.counted(sql, 7))).isEqualTo(3);
  }

  @Test
  void ofManyWhoUseAnInvitationAtOnceNoMoreComeThanMay() throws Exception {
    invite(1, "abc", 2, null);

    assertThat(Together.call(8, _ -> use("abc"))).filteredOn(each -> each).hasSize(2);
    assertThat(database.<List<Invitation>>read(sql -> invitations.latest(sql, null, 5)))
        .extracting(Invitation::used)
        .containsExactly(2);
  }

  @Test
  void anInvitationWorksUntilItsEndAndByItsOwnLettersAlone() {
    invite(1, "abc", 5, NOW + 1);
    invite(2, "past", 5, NOW);

    assertThat(use("past")).isFalse();
    assertThat(use("ABC")).isFalse();
    assertThat(use("ábc")).isFalse();
    assertThat(use("abc")).isTrue();
    assertThat(database.<Boolean>write(t -> invitations.delete(t.sql(), 1))).isTrue();
    assertThat(database.<Boolean>write(t -> invitations.delete(t.sql(), 1))).isFalse();
    assertThat(use("abc")).isFalse();
  }

  @Test
  void whoWaitsIsListedInTheirOrderAndAnsweredOnce() throws Exception {
    Viewer amina = People.join(database, "amina");
    Viewer ben = People.join(database, "ben");
    database.<@Nullable Void>write(
        t -> {
          signUps.ask(t.sql(), ben.id(), "Good evening 😀", NOW);
          signUps.ask(t.sql(), amina.id(), "Good morning", NOW);
          return null;
        });

    assertThat(database.<List<SignUpStore.Request>>read(sql -> signUps.waiting(sql, null, 5)))
        .extracting(SignUpStore.Request::note)
        .containsExactly("Good morning", "Good evening 😀");
    assertThat(database.<List<SignUpStore.Request>>read(sql -> signUps.waiting(sql, amina.id(), 5)))
        .extracting(SignUpStore.Request::name)
        .containsExactly("ben");
    assertThat(Together.call(4, _ -> database.<Boolean>write(t -> signUps.take(t.sql(), ben.id()))))
        .filteredOn(each -> each)
        .hasSize(1);
  }
}
