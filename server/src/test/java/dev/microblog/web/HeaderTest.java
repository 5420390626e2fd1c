package dev.microblog.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.Wire;
import dev.microblog.World;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every answer bears the headers that protect, whatever made it, and tells nothing of its maker.
class HeaderTest {
  private static final Map<String, String> PROTECTING =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "same-origin",
          "X-Frame-Options", "DENY",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Permissions-Policy", "camera=(), geolocation=(), microphone=()");

  private static World world;
  private static Browser amina;

  @BeforeAll
  static void open() {
    world = World.open();
    world.post("amina", "Good morning");
    amina = world.signedIn("amina");
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, 200",
    "GET, /explore, 200",
    "GET, /user/amina, 200",
    "GET, /user/ben/popup, 200",
    "GET, /explore/fresh, 204",
    "GET, /avatar/amina.svg, 200",
    "GET, /auth/login, 302",
    "GET, /user/nobody, 404",
    "GET, /nothing/here, 404",
    "GET, /static/0/app.css, 404",
    "GET, /avatar/..svg, 404",
    "GET, /explore;a=b, 404",
    "PUT, /explore, 405",
    "POST, /explore, 405",
    "GET, /follow/ben, 405",
    "DELETE, /nothing, 404",
    "TRACE, /explore, 405",
    "FOO, /explore, 405",
    "HEAD, /explore, 200",
    "HEAD, /user/nobody, 404",
    "OPTIONS, /explore, 200",
    "GET, /user/..%2f, 400",
    "GET, /user/%ff, 400",
    "GET, //explore, 400"
  })
  void everyAnswerProtects(String method, String path, int status) {
    String answer =
        Wire.ask(world.uri, method + ' ' + path + " HTTP/1.1\r\nCookie: " + amina.cookies());

    assertThat(Wire.status(answer)).isEqualTo(status);
    assertProtects(answer);
  }

  @Test
  void theStyleSheetProtectsAndMayBeKept() {
    String path = amina.get("/").page().select("link[rel=stylesheet]").attr("href");

    String answer = Wire.ask(world.uri, "GET " + path + " HTTP/1.1");

    assertThat(Wire.status(answer)).isEqualTo(200);
    assertThat(Wire.header(answer, "Cache-Control")).contains("immutable");
    assertProtects(answer);
  }

  @Test
  void allStylesTogetherAreSmall() {
    String path = amina.get("/").page().select("link[rel=stylesheet]").attr("href");

    assertThat(amina.get(path).body())
        .hasSizeLessThan(24_000)
        .contains(".btn{display:inline-flex;", "@media (width < 48rem){", "--r-avatar:28%;")
        .doesNotContain("/*", "\n");
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedWithThem() {
    Answer answer = amina.send("POST", "/index", new byte[1_000_001]);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(answer.body()).contains("That is too much");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /explore HTTP/9.9",
        "GET /explore",
        "\u0000\u0001\u0002",
        "GET /a\\b HTTP/1.1",
        "GET /explore HTTP/1.1\r\nContent-Length: -1",
        "GET /explore HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2",
        "GET /explore HTTP/1.1\r\nTransfer-Encoding: nonsense",
        "GET /explore HTTP/1.1\r\n bad: folded",
        "GET /explore HTTP/1.1\r\nHost: a\r\nHost: b",
        "GET * HTTP/1.1"
      })
  void whatTheServerBelowUsRefusesTellsNothing(String request) {
    String answer = Wire.ask(world.uri, request);

    assertThat(Wire.status(answer)).isBetween(400, 505);
    assertProtects(answer);
  }

  /// Jetty answers these without asking anybody; there is nothing to read in the answer.
  @ParameterizedTest
  @ValueSource(strings = {"CONNECT example.org:443 HTTP/1.1", "PRI * HTTP/2.0"})
  void whatIsRefusedWithoutAWordTellsNothing(String request) {
    try (Wire wire = new Wire(world.uri)) {
      wire.say(request + "\r\nHost: localhost\r\n\r\n");
      String head = wire.hearHead();

      assertThat(Wire.status(head)).isIn(400, 426);
      assertThat(head).doesNotContainIgnoringCase("server").doesNotContainIgnoringCase("jetty");
      assertThat(Wire.header(head, "Content-Length")).isEqualTo("0");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: a\r\n", ""})
  void aWishForAnotherProtocolIsOverheard(String headers) {
    String answer =
        Wire.ask(world.uri, "GET /auth/login HTTP/1.1\r\n" + headers + "Sec-WebSocket-Version: 13");

    assertThat(Wire.status(answer)).isEqualTo(200);
    assertThat(answer).contains("Welcome back").doesNotContain("JSESSIONID");
    assertProtects(answer);
  }

  private static void assertProtects(String answer) {
    PROTECTING.forEach(
        (name, value) -> assertThat(Wire.header(answer, name)).as(name).isEqualTo(value));
    String policy = Wire.header(answer, "Content-Security-Policy");
    assertThat(policy.split("; "))
        .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
        .contains("form-action 'self'", "script-src 'self'", "style-src 'self'");
    assertThat(policy).doesNotContain("unsafe", "*", "data:", "http");
    assertThat(Wire.header(answer, "Cache-Control")).isNotEmpty();
    assertThat(answer).doesNotContain("JSESSIONID");
    assertThat(Wire.header(answer, "Server")).isEmpty();
    assertThat(Wire.header(answer, "X-Powered-By")).isEmpty();
    assertThat(answer.toLowerCase(Locale.ROOT))
        .doesNotContain("jetty", "javalin", "exception", "servlet", "endpoint", "available", "java")
        // As a word: three letters in a row come up in random tokens, too.
        .doesNotContainPattern("\\bsql|\\tat |caused by|\\.java:");
  }

  @Test
  void whatIsPersonalIsNotKept() {
    for (String path : List.of("/", "/explore", "/auth/login", "/user/nobody", "/edit_profile")) {
      assertThat(amina.get(path).header("Cache-Control")).as(path).isEqualTo("no-store");
    }
    assertThat(amina.get("/").header("Vary")).contains("Cookie").contains("Accept-Language");
    assertThat(world.browser().get("/index").header("Cache-Control")).isEqualTo("no-store");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/user/..%2f",
        "/user/..%2F..%2Fetc",
        "/user/a%2fb",
        "/user/a%5cb",
        "/%2e%2e/explore",
        "/.%2e/explore",
        "//explore",
        "/auth//login",
        "/user/%00",
        "/user/a%00",
        "/user/%c3",
        "/user/%c0%af",
        "/user/%ed%a0%80",
        "/user/%f5%80%80%80",
        "/user/%zz",
        "/user/%u0041",
        "/user/%2",
        "/explore;jsessionid=1",
        "/explore;a=b",
        "/;/explore",
        "/./explore",
        "/a/../explore",
        "/explore/.",
        "/explore/..",
        "/explore%20",
        "/explore%3b",
        "/explore.json",
        "/explore.html",
        "/EXPLORE",
        "/explore#part",
        "http://example.org/explore",
        "/static/../static/x/app.css",
        "/avatar/..%2f..%2fapp.svg"
      })
  void aPathIsWrittenInOneWay(String path) {
    String answer = Wire.ask(world.uri, "GET " + path + " HTTP/1.1\r\nCookie: " + amina.cookies());

    assertThat(Wire.status(answer)).isIn(400, 404);
    assertProtects(answer);
  }

  @Test
  void aSlashAtTheEndChangesNothing() {
    assertThat(amina.get("/explore/").posts()).isEqualTo(amina.get("/explore").posts());
    assertThat(world.browser().get("/index/").status()).isEqualTo(302);
  }

  @Test
  void headAsksWhatGetAsks() {
    for (String path :
        List.of("/", "/explore", "/user/amina", "/user/nobody", "/nothing", "/avatar/amina.svg")) {
      Answer get = amina.get(path);
      Answer head = amina.send("HEAD", path, null);

      assertThat(head.status()).as(path).isEqualTo(get.status());
      assertThat(head.header("Content-Type")).as(path).isEqualTo(get.header("Content-Type"));
      assertThat(head.body()).as(path).isEmpty();
    }
    assertThat(world.browser().send("HEAD", "/edit_profile", null).location())
        .isEqualTo("/auth/login?next=%2Fedit_profile");
  }

  @Test
  void optionsTellsTheMethods() {
    assertThat(amina.send("OPTIONS", "/index", null).header("Allow"))
        .isEqualTo("GET, HEAD, OPTIONS, POST");
    assertThat(amina.send("OPTIONS", "/follow/ben", null).header("Allow"))
        .isEqualTo("OPTIONS, POST");
    assertThat(amina.send("OPTIONS", "/nothing", null).status()).isEqualTo(404);
    for (Browser browser : List.of(amina, amina.with("Accept", "application/json"))) {
      Answer wrong = browser.get("/follow/ben");
      assertThat(wrong.status()).isEqualTo(405);
      assertThat(wrong.header("Allow")).isEqualTo("POST, OPTIONS");
    }
  }
}
