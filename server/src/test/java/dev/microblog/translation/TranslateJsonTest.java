package dev.microblog.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Apart;
import dev.microblog.Browser;
import dev.microblog.World;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `POST /translate`, which programs know from the tutorial.
@Apart
class TranslateJsonTest {
  private static final String GOOD =
      "{\"text\":\"Buenos días\",\"source_language\":\"es\",\"dest_language\":\"en\"}";

  private TranslatorStandIn service;
  private World world;
  private Browser amina;
  private String token;

  @BeforeEach
  void open() {
    service = new TranslatorStandIn();
    open(
        World.settings()
            .with("LIBRETRANSLATE_URL", service.libre())
            .with("LIBRETRANSLATE_KEY", TranslatorStandIn.KEY));
  }

  private void open(World.Given given) {
    world = given.open();
    amina = world.signedIn("amina").with("Content-Type", "application/json");
    token = amina.get("/index").token();
  }

  @AfterEach
  void close() {
    world.close();
    service.close();
  }

  private static Answer send(Browser browser, String body) {
    return browser.send("POST", "/translate", body.getBytes(StandardCharsets.UTF_8));
  }

  private Answer ask(String body) {
    return send(amina.with("X-CSRFToken", token), body);
  }

  @Test
  void aTextGetsItsTranslation() {
    Answer answer = ask(GOOD);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.body()).isEqualTo("{\"text\":\"In en: Buenos días\"}");
  }

  @Test
  void theTokenMayStandInTheObject() {
    String body = GOOD.replace("}", ",\"csrf_token\":\"" + token + "\"}");
    assertThat(send(amina, body).body()).isEqualTo("{\"text\":\"In en: Buenos días\"}");
  }

  @Test
  void withoutATokenOrFromAnotherSiteNothingIsTranslated() {
    Browser own = amina.with("X-CSRFToken", token);
    for (Answer answer :
        new Answer[] {
          send(amina, GOOD),
          send(amina.with("X-CSRFToken", "forged"), GOOD),
          send(own.with("Sec-Fetch-Site", "cross-site"), GOOD),
          send(
              world
                  .signedIn("ben")
                  .with("Content-Type", "application/json")
                  .with("X-CSRFToken", token),
              GOOD)
        }) {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body()).startsWith("{\"error\":\"Forbidden\"");
    }
    assertThat(service.asked()).isEmpty();
  }

  @Test
  void whoIsNotSignedInIsSentToSignIn() {
    Browser nobody = world.browser().with("Content-Type", "application/json");
    Answer answer = send(nobody, GOOD);
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.location()).startsWith("/auth/login");
    assertThat(service.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "7",
        "null",
        "\"text\"",
        "text=a&source_language=es&dest_language=en",
        "{\"text\":\"Buenos\",\"source_language\":\"es\"}",
        "{\"text\":\"Buenos\",\"dest_language\":\"en\"}",
        "{\"source_language\":\"es\",\"dest_language\":\"en\"}",
        "{\"text\":7,\"source_language\":\"es\",\"dest_language\":\"en\"}",
        "{\"text\":null,\"source_language\":\"es\",\"dest_language\":\"en\"}",
        "{\"text\":[\"a\"],\"source_language\":\"es\",\"dest_language\":\"en\"}",
        "{\"text\":\" \",\"source_language\":\"es\",\"dest_language\":\"en\"}",
        "{\"text\":\"Buenos\",\"source_language\":\"\",\"dest_language\":\"en\"}",
        "{\"text\":\"Buenos\",\"source_language\":\"es\",\"dest_language\":\"en&to=fr\"}",
        "{\"text\":\"Buenos\",\"source_language\":\"../..\",\"dest_language\":\"en\"}",
        "{\"text\":\"Buenos\",\"source_language\":\"es\",\"dest_language\":\"e\"}"
      })
  void whatMakesNoSenseIsRefusedInJson(String body) {
    Answer answer = ask(body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.body()).startsWith("{\"error\":\"Bad Request\"");
    assertThat(service.asked()).isEmpty();
  }

  @Test
  void whatIsNoUtf8IsRefused() {
    byte[] bytes = GOOD.getBytes(StandardCharsets.ISO_8859_1);
    assertThat(amina.with("X-CSRFToken", token).send("POST", "/translate", bytes).status())
        .isEqualTo(400);
  }

  @Test
  void aDeepObjectIsRefused() {
    assertThat(ask("{\"text\":" + "[".repeat(100_000)).status()).isEqualTo(400);
  }

  @Test
  void whatIsNoJsonIsNotRead() {
    Browser form = amina.with("Content-Type", "text/plain").with("X-CSRFToken", token);
    Answer answer = send(form, GOOD);
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.header("Accept-Post")).isEqualTo("application/json");
  }

  @Test
  void aTextLongerThanAPostIsTooLong() {
    assertThat(ask(GOOD.replace("Buenos días", "x".repeat(501))).status()).isEqualTo(413);
    assertThat(ask(GOOD.replace("Buenos días", "x".repeat(1_100_000))).status()).isEqualTo(413);
    assertThat(ask(GOOD.replace("Buenos días", "x".repeat(500))).status()).isEqualTo(200);
    assertThat(service.asked()).hasSize(1);
  }

  @Test
  void aServiceThatFailsIsToldWhereTheTranslationWouldStand() {
    service.answering(500, "application/json", "{\"error\":\"hush\"}");
    Answer answer = ask(GOOD);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"text\":\"Error: the translation service failed.\"}");
    assertThat(send(amina.with("X-CSRFToken", token).with("Accept-Language", "es"), GOOD).body())
        .isEqualTo("{\"text\":\"Error: el servicio de traducciones ha fallado.\"}");
  }

  @Test
  void aSiteWithoutAServiceSaysSoThere() {
    world.close();
    open(World.settings());
    assertThat(ask(GOOD).body())
        .isEqualTo("{\"text\":\"Error: the translation service is not configured.\"}");
  }

  @Test
  void askingIsSlowedDown() {
    world.close();
    open(
        World.settings()
            .limited()
            .with("LIBRETRANSLATE_URL", service.libre())
            .with("LIBRETRANSLATE_KEY", TranslatorStandIn.KEY));
    for (int i = 0; i < 60; i++) {
      assertThat(ask(GOOD.replace("días", "días " + i)).status()).isEqualTo(200);
    }
    Answer slowed = ask(GOOD);
    assertThat(slowed.status()).isEqualTo(429);
    assertThat(slowed.body()).startsWith("{\"error\":\"Too Many Requests\"");
    assertThat(Integer.parseInt(slowed.header("Retry-After"))).isPositive();
  }
}
