package dev.microblog.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Having posts translated, by a stand-in for LibreTranslate.
class TranslationTest {
  private static final Pattern TEXT = Pattern.compile("\"q\":\"([^\"]*)\"");
  private static final HttpServer SERVICE = service();

  @RegisterExtension
  static final Site SITE =
      new Site(
          launch ->
              launch.with(
                  "LIBRETRANSLATE_URL", "http://127.0.0.1:" + SERVICE.getAddress().getPort()));

  private static HttpServer service() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/translate", TranslationTest::answer);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Translates by turning the words round; what says so breaks it.
  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Matcher text = TEXT.matcher(body);
      String words = text.find() ? text.group(1) : "";
      boolean well = !words.contains("roto");
      String said =
          well
              ? "{\"translatedText\":\"In English: " + words + "\"}"
              : "{\"error\":\"Cannot translate text\"}";
      byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(well ? 200 : 500, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @AfterAll
  static void end() {
    SERVICE.stop(0);
  }

  private static Locator button(Visitor visitor, Person author, String words) {
    return visitor.post(author, words).getByText("Translate from Spanish");
  }

  @Journey
  void aPostInAnotherLanguageIsTranslatedBelowItAndTheTranslationPutAway(Scripts scripts)
      throws IOException {
    Person lucia = SITE.person("lucia");
    String words = "Mañana sale el sol sobre la bahía de @" + lucia.name() + " #costa";
    SITE.client(lucia).write(words);
    SITE.client(lucia).write("The sun comes up over the bay tomorrow");
    Visitor visitor = SITE.visitor(scripts, SITE.person("amina")).open("/explore");
    assertThat(visitor.post(lucia, "The sun comes up").locator(".post-foot")).hasCount(0);
    visitor.looksAround();
    if (scripts == Scripts.ON) {
      visitor.page().evaluate("() => window.samePage = true");
    }

    button(visitor, lucia, words).click();

    Locator translation = visitor.post(lucia, words).locator(".translation");
    assertThat(translation).containsText("In English: " + words);
    assertThat(translation).hasAttribute("lang", "en");
    assertThat(translation.locator(".tag")).hasAttribute("href", "/tag/costa");
    visitor.looksAround();
    if (scripts == Scripts.ON) {
      assertThat(translation).isFocused();
      visitor.isAt("/explore").reads("The sun comes up over the bay tomorrow");
      org.assertj.core.api.Assertions.assertThat(visitor.page().evaluate("() => samePage"))
          .isEqualTo(true);
    }
    visitor.follow("Hide the translation");
    assertThat(translation).hasCount(0);
    assertThat(button(visitor, lucia, words)).isVisible();
    if (scripts == Scripts.ON) {
      assertThat(button(visitor, lucia, words)).isFocused();
      button(visitor, lucia, words).click();
      assertThat(translation).containsText("In English: " + words);
    }
  }

  @Journey
  void aServiceThatFailsIsToldAndThePostStays(Scripts scripts) throws IOException {
    Person lucia = SITE.person("lucia");
    String words = "El puente está roto desde ayer por la tarde";
    SITE.client(lucia).write(words);
    Visitor visitor = SITE.visitor(scripts, SITE.person("amina")).open("/explore");

    button(visitor, lucia, words).click();

    visitor
        .isTold("This could not be translated just now. Please try again in a moment.")
        .reads(words);
    assertThat(button(visitor, lucia, words)).isVisible();
    if (scripts == Scripts.ON) {
      assertThat(visitor.page().locator(".flash")).hasAttribute("role", "alert");
      Axe.check(visitor.page(), "after a failure");
      button(visitor, lucia, words).click();
      assertThat(visitor.page().locator(".flash")).hasCount(1);
      visitor.isAt("/explore");
    }
  }

  @Test
  void whoIsNotSignedInSignsInAndComesToThePost() throws IOException {
    Person lucia = SITE.person("lucia");
    String words = "Hoy hay mercado en la plaza del pueblo";
    SITE.client(lucia).write(words);
    Person amina = SITE.person("amina");
    Visitor visitor = SITE.visitor(Scripts.ON).open("/explore");
    visitor.looksAround();

    button(visitor, lucia, words).click();
    visitor.type("Username", amina.name()).type("Password", amina.password()).press("Sign In");
    button(visitor.reads(words), lucia, words).click();

    assertThat(visitor.post(lucia, words).locator(".translation"))
        .containsText("In English: " + words);
  }

  @Test
  void aReaderOfSpanishIsOfferedWhatIsEnglish() throws IOException {
    Person lucia = SITE.person("lucia");
    SITE.client(lucia).write("The market is open in the village square today");
    SITE.client(lucia).write("Hoy no hay nada que hacer en este pueblo");
    Visitor visitor =
        SITE.signIn(SITE.visitor(Scripts.ON, Screen.NARROW, "es-ES"), SITE.person("dara"));
    visitor.open("/explore");

    visitor.post(lucia, "The market is open").getByText("Traducir del inglés").click();

    assertThat(visitor.post(lucia, "The market is open").locator(".translation .meta"))
        .hasText("Traducido del inglés · Ocultar la traducción");
    assertThat(visitor.post(lucia, "Hoy no hay nada").locator(".post-foot")).hasCount(0);
    visitor.looksAround();
  }
}
