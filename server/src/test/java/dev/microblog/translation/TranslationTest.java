package dev.microblog.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Apart;
import dev.microblog.Browser;
import dev.microblog.World;
import dev.microblog.platform.time.Together;
import dev.microblog.post.Posts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Having a post translated, by the pages.
@Apart
class TranslationTest {
  private static final String FAILED =
      "This could not be translated just now. Please try again in a moment.";

  private TranslatorStandIn service;
  private World world;
  private Browser amina;

  @BeforeEach
  void open() {
    service = new TranslatorStandIn();
    world = libre().open();
    amina = world.signedIn("amina");
  }

  @AfterEach
  void close() {
    world.close();
    service.close();
  }

  private World.Given libre() {
    return World.settings()
        .with("LIBRETRANSLATE_URL", service.libre())
        .with("LIBRETRANSLATE_KEY", TranslatorStandIn.KEY);
  }

  private void openAgain(World.Given given) {
    world.close();
    world = given.open();
    amina = world.signedIn("amina");
  }

  private long post(String language, String text) {
    world.advance(Duration.ofMillis(1));
    var draft = new Posts.Draft(text, language, "");
    if (world.rooms.posts().publish(world.person("lucia"), draft)
        instanceof Posts.Outcome.Done(long id)) {
      return id;
    }
    throw new AssertionError(text);
  }

  private static String path(long id) {
    return "/post/" + id + "/translate";
  }

  /// Presses the button on a post's page.
  private static Answer translate(Browser browser, long id) {
    return browser.submit("/post/" + id, path(id));
  }

  private static String translation(Answer answer) {
    return answer.page().select(".translation p:not(.meta)").text();
  }

  @ParameterizedTest
  @ValueSource(strings = {"libre", "microsoft"})
  void aPostInAnotherLanguageIsTranslatedBelowIt(String which) {
    if (which.equals("microsoft")) {
      openAgain(
          World.settings()
              .with("MS_TRANSLATOR_KEY", TranslatorStandIn.KEY)
              .with("MS_TRANSLATOR_URL", service.microsoft()));
    }
    String words = "Buenos días, \"vecinos\" <b> & más";
    long id = post("es", words);
    Answer home = amina.get("/explore");
    assertThat(home.form(path(id)).text()).isEqualTo("Translate from Spanish");

    Answer answer = amina.submit(home, path(id));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.posts()).containsExactly(words);
    assertThat(translation(answer)).isEqualTo("In en: " + words);
    Element shown = answer.page().expectFirst(".translation");
    assertThat(shown.attr("lang")).isEqualTo("en");
    assertThat(shown.expectFirst(".meta").text())
        .isEqualTo("Translated from Spanish · Hide the translation");
    assertThat(service.asked())
        .containsExactly(new TranslatorStandIn.Asked(which, words, "es", "en"));
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.page().select("form[action$=/translate]")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"libre, zh", "microsoft, zh-Hans"})
  void chineseHasTheNameThatTheServiceGivesIt(String which, String code) {
    if (which.equals("microsoft")) {
      openAgain(
          World.settings()
              .with("MS_TRANSLATOR_KEY", TranslatorStandIn.KEY)
              .with("MS_TRANSLATOR_URL", service.microsoft()));
    }
    long chinese = post("zh", "早上好");
    long english = post("en", "Good morning");
    Browser wei = world.signedIn("wei").with("Accept-Language", "zh-CN");

    assertThat(translation(translate(amina, chinese))).isEqualTo("In en: 早上好");
    Answer answer = translate(wei, english);
    assertThat(translation(answer)).isEqualTo("In " + code + ": Good morning");
    assertThat(answer.page().expectFirst(".translation").attr("lang")).isEqualTo("zh-Hans");
    assertThat(answer.texts(".translation .meta")).containsExactly("译自英语 · 隐藏译文");
    assertThat(wei.get("/explore").page().select("form[action=" + path(chinese) + "]")).isEmpty();
  }

  @Test
  void whatNeedsNoTranslationIsOfferedNone() {
    long english = post("en", "Good morning");
    long unknown = post("", "12 34");
    Answer explore = amina.get("/explore");

    assertThat(explore.posts()).hasSize(2);
    assertThat(explore.page().select("form[action$=/translate]")).isEmpty();
    String token = explore.token();
    for (long id : List.of(english, unknown)) {
      Answer answer = amina.post(path(id), "csrf_token", token);
      assertThat(answer.location()).isEqualTo("/post/" + id);
    }
    assertThat(amina.post(path(1), "csrf_token", token).status()).isEqualTo(404);
    assertThat(service.asked()).isEmpty();
  }

  @Test
  void whoIsNotSignedInIsLedThere() {
    long id = post("es", "Buenos días");
    Element link = world.browser().get("/explore").page().expectFirst(".post-foot a");

    assertThat(link.attr("href")).isEqualTo("/auth/login?next=%2Fpost%2F" + id);
    assertThat(world.browser().post(path(id)).location()).isEqualTo("/auth/login");
    assertThat(service.asked()).isEmpty();
  }

  @Test
  void whoIsBlockedGetsNoneAndTheServiceIsNotAsked() {
    long id = post("es", "Esto no es para ella");
    assertThat(translate(amina, id).status()).isEqualTo(200);
    world.rooms.blocks().block(world.person("lucia"), "amina");
    int asked = service.asked().size();

    assertThat(world.rooms.translations().ofPost(world.person("amina"), id, "en"))
        .isInstanceOf(Translations.Outcome.NotFound.class);
    assertThat(service.asked()).hasSize(asked);
  }

  @Test
  void withoutAServiceNothingIsOfferedAndTheRestIsTold() {
    openAgain(World.settings());
    long id = post("es", "Buenos días");
    Answer explore = amina.get("/explore");
    assertThat(explore.page().select(".post-foot")).isEmpty();

    Answer answer = amina.post(path(id), "csrf_token", explore.token());

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.flash()).isEqualTo("This site has no service that translates.");
    assertThat(answer.posts()).containsExactly("Buenos días");
  }

  @Test
  void theServiceIsAskedOnceForAllAndAnewAfterAnHour() throws Exception {
    long id = post("es", "Buenos días");
    service.answering(
        exchange -> {
          try {
            Thread.sleep(300);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          TranslatorStandIn.say(
              exchange, 200, "application/json", "{\"translatedText\":\"Good day\"}");
        });
    List<Browser> browsers = List.of(amina, world.signedIn("ben"), world.signedIn("dara"));
    assertThat(Together.call(3, i -> translation(translate(browsers.get(i), id))))
        .containsOnly("Good day");
    translate(amina, id);
    assertThat(service.asked()).hasSize(1);

    world.advance(Duration.ofHours(1));
    translate(amina, id);
    assertThat(service.asked()).hasSize(2);
  }

  @Test
  void aPostWithOtherWordsHasAnotherTranslationAndADeletedOneHasNone() {
    long id = post("es", "Buenos días");
    assertThat(translation(translate(amina, id))).isEqualTo("In en: Buenos días");

    var draft = new Posts.Draft("Buenas noches", "es", "");
    world.rooms.posts().edit(world.person("lucia"), id, draft);
    Answer page = amina.get("/post/" + id);
    assertThat(page.page().select(".translation")).isEmpty();
    assertThat(translation(translate(amina, id))).isEqualTo("In en: Buenas noches");

    world.rooms.posts().delete(world.person("lucia"), id);
    Answer gone = amina.submit(page, path(id));
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.body()).doesNotContain("noches");
  }

  @Test
  void whatChangesWhileTheServiceThinksHasNoTranslationOfBefore() {
    long id = post("es", "Buenos días");
    service.answering(
        exchange -> {
          var draft = new Posts.Draft("Buenas noches", "es", "");
          world.rooms.posts().edit(world.person("lucia"), id, draft);
          TranslatorStandIn.say(
              exchange, 200, "application/json", "{\"translatedText\":\"Good day\"}");
        });
    Answer changed = translate(amina, id);
    assertThat(changed.posts()).containsExactly("Buenas noches");
    assertThat(changed.body()).doesNotContain("Good day");
    assertThat(changed.flash()).isEqualTo(FAILED);

    service.answering(
        exchange -> {
          world.rooms.posts().delete(world.person("lucia"), id);
          TranslatorStandIn.say(
              exchange, 200, "application/json", "{\"translatedText\":\"Good night\"}");
        });
    Answer gone = translate(amina, id);
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.body()).doesNotContain("Good night");
  }

  @Test
  void whatTheServiceGivesIsTextAlone() {
    world.add("pan");
    long id = post("es", "Ver https://pan.example/a?b=c de @ben y @pan #sol");
    service.answering(
        200,
        "application/json",
        "{\"translatedText\":\"<script>alert(1)</script> <b>See</b> https://pan.example/a?b=c"
            + " https://evil.example/ &lt; @ben @wei #sun \\ud800 \\u202e \\u0000\"}");

    Element shown = translate(amina, id).page().expectFirst(".translation p:not(.meta)");

    assertThat(shown.select("script, b")).isEmpty();
    assertThat(shown.select("a").eachAttr("href"))
        .containsExactly("https://pan.example/a?b=c", "/user/ben", "/tag/sun");
    assertThat(shown.text())
        .startsWith("<script>alert(1)</script> <b>See</b> pan.example/a?b=c https://evil.example/")
        .contains("&lt; @ben @wei #sun ?")
        .doesNotContain("\u202e", "\u0000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | application/json | {\"error\":\"Invalid API key\"}",
        "429 | application/json | {\"error\":\"Slowdown: 10 per 1 minute\"}",
        "500 | application/json | {\"error\":\"Cannot translate text: SECRET WORDS\"}",
        "503 | text/html        | <h1>Down for a while</h1>",
        "204 | application/json | ''",
        "201 | application/json | {\"translatedText\":\"SECRET WORDS\"}",
        "200 | text/html        | {\"translatedText\":\"SECRET WORDS\"}",
        "200 | application/json | <h1>SECRET WORDS</h1>",
        "200 | application/json | ''",
        "200 | application/json | {\"translatedText\":",
        "200 | application/json | {\"translatedText\":7}",
        "200 | application/json | {\"translatedText\":[\"SECRET WORDS\"]}",
        "200 | application/json | {\"translatedText\":null}",
        "200 | application/json | {\"translatedText\":\"  \\u0000 \\u200b \"}",
        "200 | application/json | [\"SECRET WORDS\"]",
        "200 | application/json | \"SECRET WORDS\"",
        "200 | application/json | {\"error\":\"SECRET WORDS\"}",
      })
  void anAnswerThatIsNoneIsToldInWords(int status, String type, String body) {
    long id = post("es", "Buenos días");
    service.answering(status, type, body);

    Answer answer = translate(amina, id);

    assertThat(service.asked()).hasSize(1);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.flash()).isEqualTo(FAILED);
    assertThat(answer.posts()).containsExactly("Buenos días");
    assertThat(answer.body()).doesNotContain("SECRET", "Down for", "Slowdown");
    assertThat(answer.page().select("form[action=" + path(id) + "]")).hasSize(1);
  }

  @Test
  void anAnswerThatIsTooLongIsNone() {
    long id = post("es", "Buenos días");
    for (int length : List.of(1000, 1_000_000)) {
      service.answering(
          200, "application/json", "{\"translatedText\":\"" + "x".repeat(length) + "\"}");
      assertThat(translate(amina, id).flash()).isEqualTo(FAILED);
    }
  }

  @Test
  void aRedirectIsFollowedByNobody() {
    long id = post("es", "Buenos días");
    service.answering(
        exchange -> {
          exchange.getResponseHeaders().set("Location", service.libre() + "/translate");
          exchange.sendResponseHeaders(307, -1);
        });
    assertThat(translate(amina, id).flash()).isEqualTo(FAILED);
    assertThat(service.asked()).hasSize(1);
  }

  @Test
  void aServiceThatIsGoneIsTold() {
    long id = post("es", "Buenos días");
    service.close();
    assertThat(translate(amina, id).flash()).isEqualTo(FAILED);
  }

  @Test
  void aServiceThatStallsStallsNobodyElse() throws Exception {
    CountDownLatch stalled = new CountDownLatch(16);
    CountDownLatch end = new CountDownLatch(1);
    service.answering(
        _ -> {
          stalled.countDown();
          await(end);
        });
    List<Long> ids =
        java.util.stream.IntStream.range(0, 20).mapToObj(i -> post("es", "Día " + i)).toList();
    String token = amina.get("/explore").token();
    Browser ben = world.signedIn("ben");
    Thread others =
        Thread.startVirtualThread(
            () -> {
              await(stalled);
              long start = System.nanoTime();
              for (int i = 0; i < 20; i++) {
                assertThat(ben.get("/index").status()).isEqualTo(200);
                ben.submit("/index", "/index", "post", "Still here " + i);
              }
              assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(seconds(4));
            });
    long start = System.nanoTime();

    List<String> told =
        Together.call(20, i -> amina.post(path(ids.get(i)), "csrf_token", token).flash());

    assertThat(told).containsOnly(FAILED);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(seconds(4), seconds(8));
    assertThat(others.join(seconds(10))).isTrue();
    assertThat(world.signedIn("ben").get("/user/ben").posts()).hasSize(20);
    assertThat(service.asked()).hasSize(16);
    end.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void askingIsSlowedDownAndWhatIsKnownIsNotAsked() {
    openAgain(libre().limited());
    long known = post("es", "Buenos días");
    translate(amina, known);
    String token = amina.get("/explore").token();
    for (int i = 1; i < 60; i++) {
      world.rooms.translations().ofText(world.person("amina"), "Palabra " + i, "es", "en");
    }
    world.advance(Duration.ofMillis(1));
    long other = post("es", "Una más");

    Answer slowed = amina.post(path(other), "csrf_token", token);

    assertThat(slowed.status()).isEqualTo(429);
    assertThat(slowed.flash()).contains("Please wait");
    assertThat(slowed.posts()).containsExactly("Una más");
    assertThat(Integer.parseInt(slowed.header("Retry-After"))).isPositive();
    assertThat(translation(translate(amina, known))).isEqualTo("In en: Buenos días");
    assertThat(translation(translate(world.signedIn("ben"), other))).isEqualTo("In en: Una más");
    world.advance(Duration.ofMinutes(10));
    assertThat(translate(amina, other).status()).isEqualTo(200);
  }

  @Test
  void aFormOfAnotherSiteTranslatesNothing() {
    long id = post("es", "Buenos días");
    Answer page = amina.get("/post/" + id);

    Answer stale = amina.post(path(id), "csrf_token", "");
    Answer foreign = amina.with("Sec-Fetch-Site", "cross-site").submit(page, path(id));

    for (Answer answer : List.of(stale, foreign)) {
      assertThat(answer.flash()).isEqualTo("The page was open for too long. Please try again.");
      assertThat(answer.posts()).containsExactly("Buenos días");
    }
    assertThat(service.asked()).isEmpty();
  }
}
