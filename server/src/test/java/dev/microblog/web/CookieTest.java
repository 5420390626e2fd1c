package dev.microblog.web;

import static dev.microblog.schema.Tables.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.Wire;
import dev.microblog.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cookies, and the sessions behind them.
class CookieTest {
  private static World world;

  @BeforeAll
  static void open() {
    world = World.open();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  /// All cookies that a person gets from the first page to signing out.
  private static List<String> cookiesOfAVisit(Browser browser) {
    List<Answer> answers = new ArrayList<>();
    answers.add(browser.get("/auth/login"));
    String token = answers.getFirst().token();
    answers.add(
        browser.post(
            "/auth/login", "csrf_token", token, "username", "amina", "password", World.PASSWORD));
    answers.add(browser.submit("/", "/index", "post", "Good morning"));
    answers.add(browser.get("/"));
    answers.add(browser.submit("/auth/logout", "/auth/logout"));
    return answers.stream().flatMap(answer -> answer.headers("Set-Cookie").stream()).toList();
  }

  @Test
  void noScriptReadsThemAndNoOtherSiteHasThemSent() {
    List<String> cookies = cookiesOfAVisit(world.browser());

    assertThat(cookies)
        .hasSizeGreaterThan(4)
        .allMatch(cookie -> cookie.matches("(session|visitor|flash|known)=.*"))
        .allMatch(cookie -> cookie.contains("; Path=/; HttpOnly; SameSite=Lax"))
        .noneMatch(cookie -> cookie.contains("Secure") || cookie.contains("Domain"));
    assertThat(cookies).anyMatch(cookie -> cookie.startsWith("session="));
    assertThat(cookies).anyMatch(cookie -> cookie.startsWith("flash="));
  }

  @Test
  void underAnHttpsAddressTheyGoOverHttpsOnly() {
    try (World https = World.settings().publicUrl("https://blog.example.org").open()) {
      assertThat(cookiesOfAVisit(https.browser()))
          .hasSizeGreaterThan(4)
          .allMatch(cookie -> cookie.endsWith("; Secure"));
    }
  }

  @Test
  void aProxyIsBelievedOnlyIfItIsTrusted() {
    String page = "GET /auth/login HTTP/1.1\r\n";
    String https = "X-Forwarded-Proto: https";
    try (World proxied = World.settings().behind("127.0.0.0/8").open()) {
      assertThat(Wire.ask(proxied.uri, page + https)).contains("; Secure");
      assertThat(Wire.ask(proxied.uri, page + "X-Forwarded-Proto: HTTPS")).contains("; Secure");
      assertThat(Wire.ask(proxied.uri, page + "X-Forwarded-Proto: http, https"))
          .contains("; Secure");
      assertThat(Wire.ask(proxied.uri, page + "X-Forwarded-Proto: http"))
          .contains("Set-Cookie")
          .doesNotContain("Secure");
      // The proxy's own word is the last, on one line or on two.
      assertThat(Wire.ask(proxied.uri, page + "X-Forwarded-Proto: https, http"))
          .doesNotContain("Secure");
      assertThat(Wire.ask(proxied.uri, page + https + "\r\nX-Forwarded-Proto: http"))
          .doesNotContain("Secure");
    }
    assertThat(Wire.ask(world.uri, page + https))
        .contains("Set-Cookie: visitor=")
        .doesNotContain("Secure");
  }

  @Test
  void aSessionEndsWithTheBrowserUnlessItIsToBeRemembered() {
    Browser browser = world.browser();

    String session = browser.signIn("amina", World.PASSWORD).cookie("session");
    String remembered =
        world
            .browser()
            .submit(
                "/auth/login",
                "/auth/login",
                "username",
                "amina",
                "password",
                World.PASSWORD,
                "remember_me",
                "y")
            .cookie("session");

    assertThat(session).doesNotContain("Max-Age").doesNotContain("Expires");
    assertThat(remembered).contains("; Max-Age=" + Duration.ofDays(365).toSeconds());
    assertThat(browser.cookie("session")).hasSizeGreaterThanOrEqualTo(43);
  }

  @Test
  void signingInTakesNoTokenThatSomebodyElseChose() {
    Browser victim = world.browser().cookie("session", "chosen-by-somebody-else");

    Answer signedIn = victim.signIn("ben", World.PASSWORD);

    assertThat(signedIn.headers("Set-Cookie"))
        .filteredOn(line -> line.startsWith("session="))
        .as("one line for one cookie")
        .hasSize(1);
    assertThat(victim.cookie("session")).isNotEqualTo("chosen-by-somebody-else");
    assertThat(victim.get("/index").status()).isEqualTo(200);
    Browser attacker = world.browser().cookie("session", "chosen-by-somebody-else");
    assertThat(attacker.get("/index").status()).isEqualTo(302);
  }

  @Test
  void signingInAgainEndsTheSessionThatWasThere() {
    Browser browser = world.browser();
    String token = browser.get("/auth/login").token();
    Answer first =
        browser
            .copy()
            .post(
                "/auth/login", "csrf_token", token, "username", "ben", "password", World.PASSWORD);
    Browser held = world.browser().cookie("session", value(first));
    assertThat(held.get("/index").status()).isEqualTo(200);

    String formOfBen = held.get("/index").token();
    Answer second =
        held.copy()
            .post(
                "/auth/login",
                "csrf_token",
                formOfBen,
                "username",
                "ben",
                "password",
                World.PASSWORD);

    assertThat(value(second)).isNotEmpty().isNotEqualTo(value(first));
    assertThat(held.get("/index").status()).as("the old session").isEqualTo(302);
  }

  private static String value(Answer answer) {
    String line = answer.cookie("session");
    return line.isEmpty() ? "" : line.substring("session=".length(), line.indexOf(';'));
  }

  @Test
  void signingOutEndsACopiedCookieToo() {
    Browser amina = world.signedIn("amina");
    Browser thief = amina.copy();
    assertThat(thief.get("/index").status()).isEqualTo(200);

    Answer out = amina.submit("/auth/logout", "/auth/logout");

    assertThat(out.location()).isEqualTo("/auth/login");
    assertThat(out.cookie("session")).contains("; Max-Age=0");
    assertThat(amina.cookie("session")).isNull();
    assertThat(thief.get("/index").status()).isEqualTo(302);
    assertThat(thief.get("/auth/login").status()).isEqualTo(200);
  }

  @Test
  void aLinkSignsNobodyOut() {
    Browser amina = world.signedIn("amina");

    Answer asked = amina.get("/auth/logout");

    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.form("/auth/logout").text()).contains("Sign out");
    assertThat(amina.get("/index").status()).isEqualTo(200);
  }

  @Test
  void anUnusedSessionEnds() {
    Browser shortly = world.signedIn("lucia");
    Browser remembered = world.browser();
    remembered.submit(
        "/auth/login",
        "/auth/login",
        "username",
        "lucia",
        "password",
        World.PASSWORD,
        "remember_me",
        "y");

    world.advance(Duration.ofHours(23));
    assertThat(shortly.get("/index").status()).as("used within a day").isEqualTo(200);
    world.settle();
    world.advance(Duration.ofHours(23));
    assertThat(shortly.get("/index").status()).as("each use counts").isEqualTo(200);
    world.settle();
    world.advance(Duration.ofHours(24));
    assertThat(shortly.get("/index").status()).as("a day without use").isEqualTo(302);
    assertThat(remembered.get("/index").status()).isEqualTo(200);
    world.settle();
    world.advance(Duration.ofDays(364));
    assertThat(remembered.get("/index").status()).isEqualTo(200);
    world.settle();
    world.advance(Duration.ofDays(365));
    assertThat(remembered.get("/index").status()).as("a year without use").isEqualTo(302);
  }

  @Test
  void theDatabaseDoesNotKeepTheToken() {
    Browser dara = world.signedIn("dara");
    String token = String.valueOf(dara.cookie("session"));

    List<String> kept =
        world.read(
            sql ->
                sql.select(SESSION.TOKEN_HASH)
                    .from(SESSION)
                    .where(SESSION.ACCOUNT_ID.eq(world.person("dara").id()))
                    .fetch(SESSION.TOKEN_HASH));

    assertThat(kept).hasSize(1).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
    assertThat(world.browser().cookie("session", kept.getFirst()).get("/index").status())
        .isEqualTo(302);
    assertThat(token).doesNotContain(kept.getFirst());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "session=",
        "session",
        "=",
        ";;;=;;",
        "session=\"unclosed",
        "session=\"a\\\"b\"",
        "session=%00%0d%0a",
        "session=a,b c",
        "session=\u00fc\u00ff\u0080",
        "session=x; session=y; session=z",
        "visitor=",
        "visitor=.",
        "visitor=a.b",
        "visitor=\u00e9.\u00e9",
        "flash=",
        "flash=.",
        "flash=K2ZsYXNoLnB1Ymxpc2hlZAo.wrong",
        "flash=!!!!.!!!!",
        "$Version=1; session=a; $Path=/",
        "JSESSIONID=node0abc"
      })
  void strangeCookiesAreNobodys(String cookie) {
    for (String path : List.of("/index", "/auth/login")) {
      String answer = Wire.ask(world.uri, "GET " + path + " HTTP/1.1\r\nCookie: " + cookie);

      assertThat(Wire.status(answer)).as(path).isIn(200, 302, 400);
      assertThat(answer).doesNotContain("JSESSIONID=").doesNotContain("class=\"flash");
    }
  }

  @Test
  void hugeCookiesAreRefusedOrNobodys() {
    for (int length : List.of(101, 1_000, 7_000, 15_000, 100_000)) {
      for (String name : List.of("session", "visitor", "flash")) {
        String answer =
            Wire.ask(
                world.uri, "GET /index HTTP/1.1\r\nCookie: " + name + '=' + "a".repeat(length));

        assertThat(Wire.status(answer)).as(name + ' ' + length).isIn(302, 431);
      }
    }
  }

  @Test
  void aSealOfOneCookieDoesNotPassForAnother() {
    Browser visitor = world.browser();
    visitor.get("/auth/login");
    String sealed = String.valueOf(visitor.cookie("visitor"));

    Answer page = world.browser().cookie("flash", sealed).get("/auth/login");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.flash()).isEmpty();
  }

  @Test
  void whatWasSaidIsSaidOnce() {
    Browser amina = world.signedIn("amina");
    amina.submit("/", "/index", "post", "Good morning");

    assertThat(amina.get("/").flash()).isEqualTo("Your post is now live!");
    assertThat(amina.get("/").flash()).isEmpty();
  }
}
