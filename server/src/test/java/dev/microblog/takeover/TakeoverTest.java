package dev.microblog.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.World;
import dev.microblog.account.Account;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Engine;
import dev.microblog.platform.db.Unusable;
import dev.microblog.takeover.Finding.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A database of the tutorial's application, taken over into a site with people of its own.
class TakeoverTest {
  private World world;
  private TutorialSite site;

  @BeforeEach
  void open() {
    world = World.open();
    site = TutorialSite.on(Engine.SQLITE);
  }

  @AfterEach
  void close() {
    site.close();
    world.close();
  }

  private Report takeOver() {
    return site.into(Takeover.writing(world.rooms.database(), world.rooms.ids(), 500, world.clock));
  }

  private Account account(String name) {
    Account account = world.read(sql -> world.rooms.accountStore().byName(sql, name));
    return Objects.requireNonNull(account, name);
  }

  private Viewer viewer(String name) {
    return new Viewer(account(name).id(), account(name).name());
  }

  private long unread(String name) {
    return world.rooms.notifications().attention().of(viewer(name)).messages();
  }

  @Test
  void peopleSignInWithTheirPasswordsAndFindWhatTheyWroteAndGot() {
    site.person(1, "john")
        .person(2, "susan")
        .post(1, 1, "Beautiful day in #Portland!", "2025-05-01 08:00:00.123456")
        .post(2, 2, "The Avengers movie was so cool, @john", "2025-05-01 09:30:00.000001")
        .follow(2, 1)
        .message(1, 1, 2, "Did you see it twice?", "2025-05-02 10:00:00.000000")
        .message(2, 1, 2, "I did", "2025-05-02 10:00:05.000000")
        .message(3, 2, 1, "Three times", "2025-05-02 11:00:00.000000")
        .read(2, "2025-05-02 10:00:03.000000");
    site.execute("update user set about_me = 'Plants trees', token = 'secret' where id = 2");

    Report report = takeOver();

    for (Kind kind : Kind.values()) {
      assertThat(report.count(kind)).as(kind.name()).isZero();
    }
    Browser susan = world.browser();
    assertThat(susan.signIn("susan", "a wrong one").status()).isEqualTo(200);
    assertThat(susan.signIn("susan", TutorialSite.PASSWORD).status()).isEqualTo(302);
    assertThat(susan.get("/index").posts())
        .containsExactly("The Avengers movie was so cool, @john", "Beautiful day in #Portland!");
    assertThat(susan.get("/user/susan").body()).contains("Plants trees");
    assertThat(susan.get("/user/susan").page().select("time").eachAttr("datetime"))
        .contains("2025-05-01T09:30:00Z");
    assertThat(susan.get("/tag/portland").posts()).containsExactly("Beautiful day in #Portland!");
    assertThat(susan.get("/messages/john").texts(".bubble > div"))
        .containsExactly("Did you see it twice?", "I did", "Three times");
    assertThat(account("john").followerCount()).isEqualTo(1);
    assertThat(account("susan").followingCount()).isEqualTo(1);
    assertThat(account("john").postCount()).isEqualTo(1);
    assertThat(account("john").lastSeenAt())
        .isEqualTo(Instant.parse("2025-06-01T10:00:00.500Z").toEpochMilli());
    assertThat(account("john").createdAt())
        .as("the first sign of them")
        .isEqualTo(Instant.parse("2025-05-01T08:00:00.123Z").toEpochMilli());
    assertThat(unread("susan")).isEqualTo(1);
    assertThat(unread("john")).isEqualTo(1);
  }

  @Test
  void whatWasReadIsReadAndWhatIsReadNowIsCountedOff() {
    site.person(1, "john")
        .person(2, "susan")
        .message(1, 1, 2, "One", "2025-05-02 10:00:00.000000")
        .message(2, 1, 2, "Two", "2025-05-02 10:00:00.000000")
        .message(3, 2, 2, "A note to myself", "2025-05-02 10:00:00.000000");
    takeOver();
    Browser susan = world.browser();
    susan.signIn("susan", TutorialSite.PASSWORD);

    assertThat(unread("susan")).isEqualTo(2);
    Answer page = susan.get("/messages/john");
    susan.submit(page, "/messages/john/read");

    assertThat(unread("susan")).isZero();
    assertThat(susan.get("/messages/susan").texts(".bubble > div"))
        .containsExactly("A note to myself");
  }

  @Test
  void everythingOddIsKeptAsFarAsItCanBeAndToldOf() {
    String long300 = "n".repeat(300);
    site.person(1, "susan")
        .person(2, "Susan", "SUSAN@example.org", TutorialSite.HASH, null)
        .person(3, "José Pérez", "susan@EXAMPLE.org", "sha1$salt$da39a3ee", "2031-01-01 00:00:00")
        .person(4, "..", "nope", null, null)
        .person(5, long300)
        .person(6, "张伟")
        .person(7, "a/b")
        .person(8, "mary-jane.w")
        .person(9, "Amina", "amina@example.org", TutorialSite.HASH, "yesterday")
        .person(10, " susan ")
        .post(1, 1, "x".repeat(700), "2025-01-01 00:00:00")
        .post(2, 99, "of nobody", "2025-01-01 00:00:01")
        .post(3, 1, " \u200b\n", "2025-01-01 00:00:02")
        .post(4, 1, "from afar", "2099-01-01 00:00:00", "klingon")
        .post(5, 1, "two\r\nlines\u0000 \u202eevil", "2025-01-01 00:00:03", "zh-tw")
        .post(6, 1, "the same moment", "2025-01-01 00:00:03", null)
        .post(7, 1, "before the web", "1969-12-31 23:59:59.999999")
        .follow(1, 1, 2, 99)
        .follow(98, 1)
        .message(1, 1, 99, "to nobody", "2025-01-01 00:00:00")
        .message(2, 1, 2, "\u200b", "2025-01-01 00:00:00")
        .message(3, 2, 2, "m".repeat(3000), "2025-01-01 00:00:00");
    site.execute("update user set about_me = '" + "é".repeat(2000) + "' where id = 1");

    Report report = takeOver();

    assertThat(report.taken(Stage.PEOPLE)).isEqualTo(10);
    assertThat(report.examples(Kind.NAME_CLASH))
        .containsExactly(
            "Susan -> Susan_2 (user 2)",
            "Amina -> Amina_2 (user 9)",
            " susan  -> susan_3 (user 10)");
    assertThat(report.examples(Kind.NAME_LETTERS))
        .containsExactly(
            "José Pérez -> Jose_Perez (user 3)",
            ".. -> user_4 (user 4)",
            "n".repeat(60) + "… -> " + "n".repeat(64) + " (user 5)",
            "张伟 -> user_6 (user 6)",
            "a/b -> a_b (user 7)");
    assertThat(report.count(Kind.NAME_LETTERS)).isEqualTo(6);
    assertThat(report.examples(Kind.EMAIL_TAKEN))
        .as("in another case, or by somebody who was here before")
        .containsExactly("susan@EXAMPLE.org of Jose_Perez", "amina@example.org of Amina_2");
    assertThat(report.examples(Kind.EMAIL_INVALID)).containsExactly("nope of user_4");
    assertThat(report.examples(Kind.PASSWORD_UNKNOWN)).containsExactly("Jose_Perez's", "user_4's");
    assertThat(report.examples(Kind.ABOUT_ME_CUT)).containsExactly("susan's of 2000 characters");
    assertThat(report.examples(Kind.FUTURE))
        .containsExactly("when Jose_Perez was last seen", "post 4");
    assertThat(report.examples(Kind.POST_OF_NOBODY)).containsExactly("post 2 of user 99");
    assertThat(report.examples(Kind.POST_EMPTY)).containsExactly("post 3");
    assertThat(report.examples(Kind.POST_LONG)).containsExactly("post 1 of 700 characters");
    assertThat(report.examples(Kind.LANGUAGE)).containsExactly("post 4");
    assertThat(report.examples(Kind.FOLLOW_ONESELF)).containsExactly("user 1");
    assertThat(report.examples(Kind.FOLLOW_OF_NOBODY))
        .containsExactly("user 1 follows 99", "user 98 follows 1");
    assertThat(report.examples(Kind.MESSAGE_OF_NOBODY))
        .containsExactly("message 1 of user 1 to 99");
    assertThat(report.examples(Kind.MESSAGE_EMPTY)).containsExactly("message 2");

    Browser amina = world.signedIn("amina");
    assertThat(amina.get("/user/susan").posts())
        .containsExactly(
            "from afar", "the same moment", "two lines evil", "x".repeat(700), "before the web");
    assertThat(account("susan").postCount()).isEqualTo(5);
    assertThat(account("susan").followingCount()).isEqualTo(1);
    assertThat(account("susan").aboutMe()).hasSize(1400).endsWith("é…");
    assertThat(account("user_4").lastSeenAt()).isNull();
    assertThat(account("Jose_Perez").lastSeenAt()).isEqualTo(world.clock.millis());
    assertThat(amina.get("/user/mary-jane.w").status()).isEqualTo(200);
    assertThat(amina.get("/avatar/mary-jane.w.svg").status()).isEqualTo(200);
    assertThat(world.browser().signIn("Susan_2", TutorialSite.PASSWORD).status()).isEqualTo(302);
    assertThat(world.browser().signIn("Jose_Perez", TutorialSite.PASSWORD).status())
        .as("whose password is not known here")
        .isEqualTo(200);
    world.post("amina", "after it all");
    assertThat(amina.get("/explore").posts()).startsWith("after it all", "from afar");
  }

  @Test
  void doneTwiceItTakesOverWhatCameSinceAndNothingElse() {
    site.person(1, "john")
        .person(2, "susan")
        .post(1, 1, "Early", "2025-05-01 08:00:00")
        .follow(1, 2)
        .message(1, 1, 2, "Early, too", "2025-05-01 08:00:00");
    takeOver();
    world.rooms.follows().unfollow(viewer("john"), "susan");
    site.person(3, "dave")
        .post(2, 2, "Late", "2025-05-03 08:00:00")
        .post(3, 3, "Later", "2025-05-03 08:00:00")
        .follow(3, 1)
        .message(2, 3, 2, "Late, too", "2025-05-03 08:00:00");

    Report second = takeOver();
    Report third = takeOver();

    assertThat(
            Map.of(
                Stage.PEOPLE, second.taken(Stage.PEOPLE),
                Stage.POSTS, second.taken(Stage.POSTS),
                Stage.FOLLOWS, second.taken(Stage.FOLLOWS),
                Stage.MESSAGES, second.taken(Stage.MESSAGES)))
        .isEqualTo(
            Map.of(Stage.PEOPLE, 1L, Stage.POSTS, 2L, Stage.FOLLOWS, 1L, Stage.MESSAGES, 1L));
    for (Stage stage : Stage.values()) {
      assertThat(third.taken(stage)).as(stage.word()).isZero();
    }
    assertThat(world.signedIn("amina").get("/explore").posts())
        .containsExactly("Later", "Late", "Early");
    assertThat(account("john").followingCount()).as("who unfollowed here").isZero();
    assertThat(account("john").followerCount()).isEqualTo(1);
    assertThat(unread("susan")).isEqualTo(2);
  }

  @Test
  void whoDeletedTheirAccountHereDoesNotComeBack() {
    site.person(1, "john").person(2, "susan");
    takeOver();
    world.rooms.credentials().deleteAccount(viewer("john"), TutorialSite.PASSWORD);
    site.post(1, 1, "Too late", "2025-05-01 08:00:00")
        .follow(2, 1)
        .message(1, 2, 1, "Are you there?", "2025-05-01 08:00:00");

    Report report = takeOver();

    assertThat(
            report.taken(Stage.PEOPLE) + report.taken(Stage.POSTS) + report.taken(Stage.MESSAGES))
        .isZero();
    assertThat(report.count(Kind.POST_OF_NOBODY)).isEqualTo(1);
    assertThat(report.count(Kind.MESSAGE_OF_NOBODY)).isEqualTo(1);
    assertThat(world.browser().signIn("john", TutorialSite.PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void anotherDatabaseThanTheOneBeforeIsRefused() {
    site.person(1, "john").person(2, "susan").post(1, 1, "Ours", "2025-05-01 08:00:00");
    takeOver();
    site.close();
    site = TutorialSite.on(Engine.SQLITE);
    site.person(1, "mallory").person(2, "eve").post(2, 1, "Theirs", "2025-05-01 08:00:00");

    assertThatExceptionOfType(Unusable.class)
        .isThrownBy(this::takeOver)
        .withMessageContaining("Another database was taken over here before");
    assertThat(world.signedIn("amina").get("/explore").posts()).containsExactly("Ours");
  }

  @Test
  void anEarlySchemaGivesWhatItHas() {
    site.close();
    site = TutorialSite.early();
    site.execute(
        "insert into user values (1, 'john', 'john@example.com', '" + TutorialSite.HASH + "')",
        "insert into user values (2, 'susan', 'susan@example.com', null)",
        "insert into post values (1, 'First!', '2013-01-01 00:00:00.000000', 1)",
        "insert into post values (2, 'No date', null, 2)",
        "insert into followers values (1, 2), (1, 2), (1, 1), (2, null)");

    Report report = takeOver();

    assertThat(report.taken(Stage.FOLLOWS)).as("the same one twice").isEqualTo(1);
    assertThat(report.count(Kind.FOLLOW_ONESELF)).isEqualTo(1);
    assertThat(report.examples(Kind.NO_DATE)).containsExactly("post 2");
    assertThat(world.signedIn("amina").get("/explore").posts())
        .containsExactly("No date", "First!");
    assertThat(account("susan").followerCount()).isEqualTo(1);
  }

  @Test
  void homeListsAndTheSearchThatWereThereBeforeKnowOfIt() {
    Browser amina = world.signedIn("amina");
    world.post("ben", "Kites today");
    world.follow("amina", "ben");
    world.settle();
    amina.get("/index");
    site.person(1, "john").post(1, 1, "Kites in Portland", "2025-05-01 08:00:00");
    takeOver();
    world.follow("amina", "john");
    amina.get("/index");
    site.post(2, 1, "Kites in Salem", "2025-05-02 08:00:00");
    takeOver();
    world.settle();

    assertThat(amina.get("/index").posts())
        .containsExactly("Kites today", "Kites in Salem", "Kites in Portland");
    assertThat(amina.get("/search?q=kite&sort=new").posts())
        .containsExactlyInAnyOrder("Kites today", "Kites in Salem", "Kites in Portland");
  }

  @Test
  void theSourceIsNotWritten() throws IOException {
    site.person(1, "john").post(1, 1, "Mine", "2025-05-01 08:00:00");
    byte[] before = Files.readAllBytes(site.file());
    takeOver();

    assertThat(Files.readAllBytes(site.file())).isEqualTo(before);
    try (var foreign = site.open()) {
      assertThatExceptionOfType(org.jooq.exception.DataAccessException.class)
          .isThrownBy(() -> foreign.sql().execute("delete from post"));
    }
  }

  @Test
  void whatIsNotTheTutorialsIsRefused() {
    site.execute("drop table user");

    assertThatExceptionOfType(Unusable.class)
        .isThrownBy(this::takeOver)
        .withMessageContaining("it has no table user");
  }
}
