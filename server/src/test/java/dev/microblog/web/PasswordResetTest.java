package dev.microblog.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.PostOffice;
import dev.microblog.World;
import dev.microblog.platform.time.Together;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// From a forgotten password to a new one, and what nobody else may make of it.
class PasswordResetTest {
  private static final String ASK = "/auth/reset_password_request";
  private static final String NEW = "another harbour at dawn";

  private PostOffice office;
  private World world;
  private Browser nobody;

  @BeforeEach
  void open() {
    office = PostOffice.open();
    world = World.settings().mailing(office).publicUrl("https://blog.example").open();
    nobody = world.browser();
  }

  @AfterEach
  void close() {
    world.close();
    office.close();
  }

  private Answer ask(String email) {
    return nobody.submit(ASK, ASK, "email", email);
  }

  /// The path of the link that somebody is mailed who asks for it.
  private String mailed(String email) {
    int before = office.letters.size();
    ask(email);
    settle();
    assertThat(office.letters).hasSize(before + 1);
    return URI.create(office.letters.getLast().link()).getRawPath();
  }

  /// One round finds out whose the address is, the next sends.
  private void settle() {
    world.settle();
    world.settle();
  }

  private Answer set(Browser browser, String path, String wanted) {
    return browser.submit(path, path, "password", wanted, "password2", wanted);
  }

  private boolean signsIn(String name, String password) {
    return world.browser().signIn(name, password).status() == 302;
  }

  @Test
  void aForgottenPasswordIsReplacedByALinkInAMail() {
    Browser elsewhere = world.signedIn("amina");
    assertThat(nobody.get("/auth/login").page().select("a[href=" + ASK + "]")).hasSize(1);

    Answer answer = ask(" AMINA@example.org ");
    assertThat(answer.location()).isEqualTo("/auth/login");
    assertThat(nobody.follow(answer).flash())
        .isEqualTo("Check your email for the instructions to reset your password");
    settle();

    PostOffice.Received letter = office.letters.getFirst();
    assertThat(letter.to()).isEqualTo("amina@example.org");
    assertThat(letter.link()).startsWith("https://blog.example/auth/reset_password/");
    String path = URI.create(letter.link()).getRawPath();
    Answer page = nobody.get(path);
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    Answer set = set(nobody, path, NEW);
    assertThat(set.location()).isEqualTo("/auth/login");
    assertThat(nobody.follow(set).flash()).isEqualTo("Your password has been reset.");
    assertThat(signsIn("amina", NEW)).isTrue();
    assertThat(signsIn("amina", World.PASSWORD)).isFalse();
    assertThat(elsewhere.get("/index").status()).as("ended with the old password").isEqualTo(302);
    settle();
    assertThat(office.letters)
        .extracting(PostOffice.Received::subject)
        .contains("[Microblog] Your password has changed");
  }

  @ParameterizedTest
  @CsvSource({"es, '[Microblog] Nueva Contraseña'", "zh-CN, '[Microblog] 重置密码'"})
  void whoAskedInALanguageIsWrittenToInIt(String language, String subject) {
    nobody = nobody.with("Accept-Language", language);
    String path = mailed("amina@example.org");

    assertThat(office.letters.getFirst().subject()).isEqualTo(subject);
    assertThat(nobody.follow(set(nobody, path, NEW)).flash()).isNotEmpty().doesNotContain("Your");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody@example.org", "amina@example.org"})
  void theAnswerTellsNobodyWhoHasAnAccount(String email) {
    Answer answer = ask(email);

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.location()).isEqualTo("/auth/login");
    // What is written before the answer is the same, too: whose it is is found out after it.
    assertThat(rows("select account_id from password_reset")).containsExactly("null");
    assertThat(rows("select id from mail")).isEmpty();
  }

  private List<String> rows(String query) {
    return world.<List<String>>read(sql -> sql.fetch(query).map(row -> String.valueOf(row.get(0))));
  }

  @Test
  void nobodyIsMailedWhoHasNoAccountOrNoneAnyMore() {
    ask("nobody@example.org");
    ask("ben@example.org");
    world.rooms.credentials().deleteAccount(world.person("ben"), World.PASSWORD);
    settle();

    assertThat(office.letters).isEmpty();
    assertThat(rows("select id from password_reset")).isEmpty();
  }

  @Test
  void theTokenIsKeptAsAHashAndTheMailIsEmptiedOnceItIsSent() {
    String token = mailed("amina@example.org").replaceFirst(".*/", "");

    assertThat(rows("select token_hash from password_reset").toString()).doesNotContain(token);
    assertThat(rows("select link from mail")).containsExactly("");
  }

  @Test
  void aLinkWorksOnceAndLookingDoesNotUseItUp() {
    String path = mailed("amina@example.org");
    for (int i = 0; i < 3; i++) {
      assertThat(world.browser().get(path).status()).isEqualTo(200);
      assertThat(world.browser().send("HEAD", path, null).status()).isEqualTo(200);
    }
    assertThat(set(nobody, path, NEW).location()).isEqualTo("/auth/login");

    Answer again = world.browser().get(path);

    assertThat(again.status()).isEqualTo(302);
    assertThat(again.location()).isEqualTo("/index");
  }

  @Test
  void aDeadLinkSaysSoOnTheSignInPage() {
    Answer dead = nobody.get("/auth/reset_password/made_up");

    assertThat(dead.location()).isEqualTo("/index");
    assertThat(nobody.follow(nobody.follow(dead)).flash())
        .isEqualTo("This link does not work any more. Ask for a new one.");
  }

  @Test
  void ofTwoWhoUseALinkAtOnceOneDoes() throws Exception {
    String path = mailed("amina@example.org");
    List<Browser> browsers = List.of(world.browser(), world.browser(), world.browser());
    List<Answer> pages = browsers.stream().map(browser -> browser.get(path)).toList();

    List<Answer> answers =
        Together.call(
            3,
            number ->
                browsers
                    .get(number)
                    .submit(
                        pages.get(number),
                        path,
                        "password",
                        NEW + number,
                        "password2",
                        NEW + number));

    assertThat(answers).filteredOn(a -> a.location().equals("/auth/login")).hasSize(1);
    assertThat(answers).filteredOn(a -> a.location().equals("/index")).hasSize(2);
  }

  @Test
  void aLinkEndsAfterTenMinutes() {
    String path = mailed("amina@example.org");
    world.advance(Duration.ofMinutes(10).minusMillis(10));
    Answer page = nobody.get(path);
    assertThat(page.status()).isEqualTo(200);
    world.advance(Duration.ofMillis(10));

    assertThat(nobody.get(path).location()).isEqualTo("/index");
    assertThat(nobody.submit(page, path, "password", NEW, "password2", NEW).location())
        .isEqualTo("/index");
    assertThat(signsIn("amina", World.PASSWORD)).isTrue();
    world.rooms.security().reset().sweep();
    assertThat(rows("select id from password_reset")).isEmpty();
  }

  @Test
  void everyLinkDiesWithTheOldPassword() {
    String first = mailed("amina@example.org");
    String second = mailed("amina@example.org");
    assertThat(nobody.get(first).status()).isEqualTo(200);
    Browser amina = world.signedIn("amina");
    amina.submit(
        "/settings",
        "/settings/password",
        "password",
        World.PASSWORD,
        "new_password",
        NEW,
        "new_password2",
        NEW);

    assertThat(nobody.get(first).location()).isEqualTo("/index");
    assertThat(nobody.get(second).location()).isEqualTo("/index");
  }

  @ParameterizedTest
  @CsvSource({
    "short, short, password, Use at least 8 characters.",
    "'', '', password, This field is required.",
    "password123, password123, password, That is one of the passwords everybody tries first. Choose another.",
    "another harbour at dawn, another, password2, Field must be equal to password."
  })
  void aPasswordThatWillNotDoLeavesTheLinkAsItIs(
      String wanted, String repeated, String field, String words) {
    String path = mailed("amina@example.org");

    Answer refused = nobody.submit(path, path, "password", wanted, "password2", repeated);

    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.error(field)).isEqualTo(words);
    assertThat(refused.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(set(nobody, path, NEW).location()).isEqualTo("/auth/login");
  }

  @Test
  void formsOfOtherPagesChangeNothing() {
    String path = mailed("amina@example.org");

    assertThat(nobody.post(ASK, "email", "ben@example.org").flash()).contains("open for too long");
    assertThat(nobody.post(path, "password", NEW, "password2", NEW).flash())
        .contains("open for too long");
    settle();

    assertThat(office.letters).hasSize(1);
    assertThat(signsIn("amina", World.PASSWORD)).isTrue();
  }

  @Test
  void whoIsSignedInIsSentHome() {
    String path = mailed("amina@example.org");
    Browser ben = world.signedIn("ben");

    for (String page : List.of(ASK, path)) {
      assertThat(ben.get(page).location()).isEqualTo("/index");
      assertThat(ben.post(page, "csrf_token", ben.get("/index").token()).location())
          .isEqualTo("/index");
    }
  }

  @Test
  void whatIsNoAddressIsToldAndKept() {
    Answer refused = ask("no address");

    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.error("email")).isEqualTo("Invalid email address.");
    assertThat(refused.value("email")).isEqualTo("no address");
  }

  @Test
  void aHostThatARequestClaimsIsInNoMail() {
    Browser poisoner = world.browser().with("X-Forwarded-Host", "evil.example");
    poisoner.submit(ASK, ASK, "email", "amina@example.org");
    settle();

    assertThat(office.letters.getFirst().raw()).doesNotContain("evil");
    assertThat(office.letters.getFirst().link()).startsWith("https://blog.example/");
  }

  @Test
  void aSiteThatSendsNoMailSaysSo() {
    try (World silent = World.settings().publicUrl("https://blog.example").open()) {
      Answer page = silent.browser().get(ASK);

      assertThat(page.page().text()).contains("This site sends no mail");
      assertThat(page.page().select("form[action=" + ASK + "]")).isEmpty();
    }
  }

  @Test
  void askingIsSlowedDownByPlaceAndByAddressWhetherOrNotAnybodyHasIt() {
    try (World limited = World.settings().mailing(office).limited().behind("127.0.0.0/8").open()) {
      for (String email : List.of("amina@example.org", "nobody@example.org")) {
        for (int i = 0; i < 5; i++) {
          assertThat(from(limited, "198.51.100." + i, email.toUpperCase(java.util.Locale.ROOT)))
              .isEqualTo(302);
        }
        assertThat(from(limited, "198.51.100.99", email)).isEqualTo(429);
      }
      for (int i = 0; i < 10; i++) {
        assertThat(from(limited, "203.0.113.7", "name" + i + "@example.org")).isEqualTo(302);
      }
      assertThat(from(limited, "203.0.113.7", "name@example.org")).isEqualTo(429);
    }
  }

  private static int from(World limited, String address, String email) {
    return limited
        .browser()
        .with("X-Forwarded-For", address)
        .submit(ASK, ASK, "email", email)
        .status();
  }
}
