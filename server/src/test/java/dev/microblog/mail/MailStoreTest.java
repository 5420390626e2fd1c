package dev.microblog.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.account.Display;
import dev.microblog.account.Displays;
import dev.microblog.account.People;
import dev.microblog.account.Reader;
import dev.microblog.account.ReaderStore;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.OnEachEngine;
import dev.microblog.platform.db.TestDatabase;
import dev.microblog.platform.smtp.Letter;
import dev.microblog.platform.time.Together;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the stores of mail and of those who get it promise.
@OnEachEngine
class MailStoreTest {
  private static final Mail.To AMINA = new Mail.To.At(7, "amina@example.org");

  private final MailStore store = new MailStore();
  private final Database database;

  MailStoreTest(TestDatabase on) {
    database = on.database();
    on.clear();
  }

  private boolean insert(long id, Mail mail) {
    return database.write(t -> store.insert(t.sql(), id, mail, "https://blog.example/x", 1_000));
  }

  private @Nullable Waiting claim(long id, long now) {
    return database.<@Nullable Waiting>write(t -> store.claim(t.sql(), id, now, now + 100));
  }

  private boolean waits(long id) {
    return database.read(sql -> store.waits(sql, id));
  }

  private void settle(long id, MailStore.State state, String note) {
    database.write(
        t -> {
          store.settle(t.sql(), id, state, note);
          return true;
        });
  }

  @Test
  void aMailIsKeptAsItIsUntilItIsSettled() {
    byte[] content = new byte[700_000];
    Arrays.fill(content, (byte) 7);
    Letter.File file = Letter.File.of("posts.json", "application/json", content);
    Mail mail =
        Mail.of(AMINA, "test", "cause", "{0}", "😀 \"quoted\"\n", "x".repeat(70_000))
            .goodFor(Duration.ofSeconds(2))
            .with(file);
    insert(1, mail);

    Waiting claimed = Objects.requireNonNull(claim(1, 1_000));

    assertThat(claimed)
        .isEqualTo(
            new Waiting(
                1,
                7L,
                "amina@example.org",
                "",
                "test",
                mail.values(),
                "https://blog.example/x",
                3_000,
                file));
    settle(1, MailStore.State.REFUSED, "no such user".repeat(50));
    assertThat(waits(1)).isFalse();
    assertThat(claim(1, 9_000)).isNull();
    List<String> rest =
        database.read(
            sql ->
                sql.fetch("select address, link, details, attachment from mail").stream()
                    .map(row -> row.get(0) + "|" + row.get(1) + '|' + row.get(2) + row.get(3))
                    .toList());
    assertThat(rest).containsExactly("||nullnull");
  }

  @Test
  void thereIsOneMailForOneCauseHoweverManyAddItAtOnce() throws Exception {
    List<Boolean> inserted =
        Together.call(4, number -> insert(10 + number, Mail.of(AMINA, "test", "the same")));

    assertThat(inserted).containsOnlyOnce(true);
    assertThat(insert(20, Mail.of(AMINA, "test", "another"))).isTrue();
  }

  @Test
  void oneOfTwoClaimsAMailAndItComesBackByItself() throws Exception {
    insert(1, Mail.of(AMINA, "test", "cause"));

    List<Boolean> claims = Together.call(4, _ -> claim(1, 1_000) != null);

    assertThat(claims).containsOnlyOnce(true);
    assertThat(claim(1, 1_099)).isNull();
    assertThat(waits(1)).isTrue();
    assertThat(claim(1, 1_100)).isNotNull();
    database.write(
        t -> {
          store.release(t.sql(), 1);
          return true;
        });
    assertThat(claim(1, 1_101)).isNotNull();
  }

  @Test
  void whatIsTooLateIsDroppedAndWhatIsOldDeleted() {
    insert(1, Mail.of(AMINA, "test", "short").goodFor(Duration.ofMillis(10)));
    insert(2, Mail.of(AMINA, "test", "long"));
    insert(3, Mail.of(AMINA, "test", "on its way").goodFor(Duration.ofMillis(10)));
    claim(3, 1_000);

    database.write(
        t -> {
          store.expire(t.sql(), 1_010);
          return true;
        });

    assertThat(List.of(waits(1), waits(2), waits(3))).containsExactly(false, true, true);
    assertThat(database.<Integer>write(t -> store.deleteSettled(t.sql(), 1_010, 10))).isZero();
    assertThat(database.<Integer>write(t -> store.deleteSettled(t.sql(), 1_011, 10))).isOne();
    assertThat(insert(4, Mail.of(AMINA, "test", "short"))).isTrue();
  }

  @Test
  void aReaderIsWrittenToAsTheyChoseOrLastRead() {
    Viewer ben = People.join(database, "ben");
    ReaderStore readers = new ReaderStore();
    assertThat(database.<@Nullable Reader>read(sql -> readers.of(sql, ben.id())))
        .isEqualTo(new Reader("ben", "ben@example.org", ""));
    for (String language : List.of("en", "es")) {
      database.write(
          t -> {
            readers.remember(t.sql(), ben.id(), language);
            return true;
          });
    }

    assertThat(database.<@Nullable Reader>read(sql -> readers.of(sql, ben.id())))
        .isEqualTo(new Reader("ben", "ben@example.org", "es"));
    new Displays(database).choose(ben, new Display("zh-Hans", ""));
    assertThat(database.<@Nullable Reader>read(sql -> readers.of(sql, ben.id())))
        .isEqualTo(new Reader("ben", "ben@example.org", "zh-Hans"));
    assertThat(database.<@Nullable Reader>read(sql -> readers.of(sql, 5))).isNull();
  }
}
