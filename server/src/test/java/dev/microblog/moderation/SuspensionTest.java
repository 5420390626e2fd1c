package dev.microblog.moderation;

import static dev.microblog.schema.Tables.ACCOUNT;
import static dev.microblog.schema.Tables.AUDIT_ENTRY;
import static dev.microblog.schema.Tables.POST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.Listening;
import dev.microblog.PostOffice;
import dev.microblog.Program;
import dev.microblog.World;
import dev.microblog.account.Role;
import dev.microblog.message.SendMessage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of somebody who is suspended, of what they wrote, and of both when that is lifted.
class SuspensionTest {
  private static final Actor OPERATOR = new Actor.CommandLine();

  private static PostOffice office;
  private static World world;
  private static ModerationRoom room;
  private static int number;

  private String name;

  @BeforeAll
  static void open() {
    office = PostOffice.open();
    world = World.settings().mailing(office).publicUrl("http://localhost").open();
    room = world.rooms.moderation();
    room.care().changeRole(OPERATOR, "amina", Role.MODERATOR);
  }

  @AfterAll
  static void close() {
    world.close();
    office.close();
  }

  @BeforeEach
  void add() {
    name = "noisy" + ++number;
    world.add(name);
    world.follow("ben", name);
  }

  private void suspend() {
    assertThat(room.sanctions().suspend(OPERATOR, name, "Too loud"))
        .isInstanceOf(AccountCare.Outcome.Done.class);
  }

  private void lift() {
    assertThat(room.sanctions().lift(OPERATOR, name, ""))
        .isInstanceOf(AccountCare.Outcome.Done.class);
  }

  private static List<String> found(Browser browser, String words) {
    return browser.get("/search?q=" + words).posts();
  }

  @Test
  void sessionsTokensAndStreamsEndAtOnce() {
    Browser browser = world.signedIn(name);
    Program program = world.program(name);
    try (Listening stream = new Listening(world.uri, browser, null)) {
      assertThat(stream.status()).isEqualTo(200);

      suspend();

      world.look();
      stream.awaitEnd();
    }
    assertThat(browser.get("/index").location()).startsWith("/auth/login");
    assertThat(program.get("/api/me").status()).isEqualTo(401);
  }

  @Test
  void nothingOfThemIsShownAndAllOfItComesBack() {
    String word = "drum" + number;
    world.post(name, "A " + word + " for @ben #" + word);
    var words = new SendMessage.Draft("Hello", "");
    world.rooms.messages().send().send(world.person(name), "ben", words);
    world.settle();
    Browser ben = world.signedIn("ben");
    String text = "A " + word + " for @ben #" + word;
    assertThat(found(ben, word)).containsExactly(text);

    suspend();
    List<String> before = List.of(ben.get("/").body(), ben.get("/explore").body());
    world.settle();

    assertThat(before).noneMatch(page -> page.contains(word));
    assertThat(ben.get("/user/" + name).status()).isEqualTo(404);
    assertThat(ben.get("/tag/" + word).posts()).isEmpty();
    assertThat(ben.get("/").body()).doesNotContain(word);
    assertThat(ben.get("/notifications").body()).doesNotContain(word);
    assertThat(ben.get("/messages").body()).doesNotContain(name);
    assertThat(found(ben, word)).isEmpty();
    assertThat(ben.get("/search?type=people&q=" + name).body())
        .doesNotContain("/user/" + name + "\"");

    lift();
    world.settle();

    assertThat(ben.get("/user/" + name).posts()).containsExactly(text);
    assertThat(ben.get("/tag/" + word).posts()).containsExactly(text);
    assertThat(ben.get("/").posts()).contains(text);
    assertThat(ben.get("/explore").posts()).contains(text);
    assertThat(ben.get("/messages").body()).contains(name);
    assertThat(found(ben, word)).containsExactly(text);
    assertThat(world.signedIn(name).get("/notifications").body())
        .contains("Your account is not suspended any more.");
    world.rooms.moderation().sanctions().suspend(OPERATOR, name, "Again");
    world.settle();
    assertThat(found(ben, word)).isEmpty();
  }

  @Test
  void whatTheyPublishedAMomentBeforeReachesNobodyUntilTheyAreBack() {
    Browser ben = world.signedIn("ben");
    ben.get("/");
    world.post(name, "On its way " + number);

    suspend();
    world.settle();
    assertThat(ben.get("/").body()).doesNotContain("On its way " + number);
    lift();
    world.settle();

    assertThat(ben.get("/").posts()).contains("On its way " + number);
    assertThat(found(ben, "way%20" + number)).contains("On its way " + number);
  }

  @Test
  void theyLearnWhyAndMayAppealOnce() {
    suspend();
    Answer why = world.browser().signIn(name, World.PASSWORD);
    assertThat(why.body()).contains("Too loud", "suspended");
    assertThat(world.browser().signIn(name, "not the password").flash())
        .isEqualTo("Invalid username or password");
    Browser browser = world.browser();
    Answer form = browser.signIn(name, World.PASSWORD);

    Answer sent = browser.submit(form, "/auth/appeal", "message", "I was <not> loud");

    assertThat(sent.location()).isEqualTo("/auth/login");
    assertThat(browser.signIn(name, World.PASSWORD).body()).contains("It was not decided yet.");
    Answer again = browser.submit(form, "/auth/appeal", "message", "Really");
    assertThat(browser.follow(again).flash()).contains("You wrote already");
    Browser amina = world.signedIn("amina");
    Answer queue = amina.get("/admin/reports");
    assertThat(queue.page().text()).contains("I was <not> loud");
    String action =
        queue.page().select("form[action^=/admin/appeals/]").eachAttr("action").getLast();
    assertThat(amina.submit(queue, action, "accept", "y").status()).isEqualTo(302);
    assertThat(world.signedIn(name).get("/index").status()).isEqualTo(200);
  }

  @Test
  void aSealForAnotherAccountIsNotTaken() {
    suspend();
    Browser browser = world.browser();
    Answer form = browser.signIn(name, World.PASSWORD);
    String seal = form.page().select("input[name=seal]").val();
    long id = world.person("wei").id();

    Answer refused =
        browser.submit(
            form, "/auth/appeal", "seal", id + seal.substring(seal.indexOf('-')), "message", "x");

    assertThat(browser.follow(refused).flash()).contains("sign in again");
  }

  @Test
  void theyAreToldByMailAndCannotGetIntoTheAccountByIt() {
    suspend();
    world.settle();

    assertThat(office.letters).anyMatch(letter -> letter.to().contains(name + "@example.org"));
    world
        .browser()
        .submit(
            "/auth/reset_password_request",
            "/auth/reset_password_request",
            "email",
            name + "@example.org");
    int before = office.letters.size();
    world.settle();
    assertThat(office.letters).hasSize(before);
  }

  @Test
  void theNameAndTheAddressStayTaken() {
    suspend();

    Answer refused =
        world
            .browser()
            .submit(
                "/auth/register",
                "/auth/register",
                "username",
                name,
                "email",
                "other" + number + "@example.org",
                "password",
                World.PASSWORD,
                "password2",
                World.PASSWORD);

    assertThat(refused.status()).isEqualTo(200);
  }

  @Test
  void after30DaysTheAccountIsDeletedAndNotBefore() {
    long post = world.post(name, "Words of " + name);
    suspend();
    world.settle();
    world.advance(Sanctions.REVERSIBLE.minusSeconds(1));
    room.sanctions().sweep();
    assertThat(hash()).isNotNull();

    world.advance(Duration.ofSeconds(1));
    room.sanctions().sweep();
    world.settle();

    assertThat(hash()).isNull();
    assertThat(world.<Integer>read(sql -> sql.fetchCount(POST, POST.ID.eq(post)))).isZero();
    assertThat(room.sanctions().lift(OPERATOR, name, ""))
        .isInstanceOf(AccountCare.Outcome.Unknown.class);
    assertThat(
            world.<Integer>read(
                sql ->
                    sql.fetchCount(
                        AUDIT_ENTRY,
                        AUDIT_ENTRY
                            .ACCOUNT_ID
                            .eq(world.person(name).id())
                            .and(AUDIT_ENTRY.DEED.eq("ACCOUNT_DELETED")))))
        .isEqualTo(1);
  }

  @Test
  void anOperatorMayDeleteThemBefore() {
    suspend();

    assertThat(room.care().delete(OPERATOR, name, "")).isInstanceOf(AccountCare.Outcome.Done.class);

    assertThat(hash()).isNull();
  }

  private @Nullable String hash() {
    return world.<@Nullable String>read(
        sql ->
            sql.select(ACCOUNT.PASSWORD_HASH)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(world.person(name).id()))
                .fetchOne(ACCOUNT.PASSWORD_HASH));
  }

  @Test
  void whoIsLimitedIsSeenByThoseWhoKnowThemAlone() {
    String text = "Quiet" + number + " #hush" + number;
    world.post(name, text);
    world.settle();
    room.sanctions().limit(OPERATOR, name, "Too much");
    world.settle();
    Browser ben = world.signedIn("ben");

    assertThat(ben.get("/").posts()).contains(text);
    assertThat(ben.get("/user/" + name).posts()).contains(text);
    assertThat(ben.get("/explore").posts()).doesNotContain(text);
    assertThat(world.browser().get("/explore").posts()).doesNotContain(text);
    assertThat(ben.get("/tag/hush" + number).posts()).isEmpty();
    assertThat(found(ben, "Quiet" + number)).isEmpty();
    assertThat(world.browser().get("/sitemap.xml").body()).doesNotContain("/user/" + name + "<");
    room.sanctions().unlimit(OPERATOR, name, "");
    world.settle();
    assertThat(ben.get("/explore").posts()).contains(text);
    assertThat(found(ben, "Quiet" + number)).containsExactly(text);
  }
}
