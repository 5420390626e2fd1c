package dev.microblog.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.World;
import dev.microblog.platform.time.Together;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people change about their own account, and what must not follow from it.
class SettingsTest {
  private static final String NEW = "another harbour at dawn";

  private World world;
  private Browser amina;

  @BeforeEach
  void open() {
    world = World.open();
    amina = world.signedIn("amina");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static Answer password(Browser browser, String old, String wanted, String repeated) {
    return browser.submit(
        "/settings",
        "/settings/password",
        "password",
        old,
        "new_password",
        wanted,
        "new_password2",
        repeated);
  }

  private static boolean isIn(Browser browser) {
    return browser.get("/index").status() == 200;
  }

  @Test
  void aNewPasswordEndsEverySessionButGivesThisBrowserANewOne() {
    Browser thief = amina.copy();
    Browser elsewhere = world.signedIn("amina");
    String before = amina.cookie("session");

    Answer changed = password(amina, World.PASSWORD, NEW, NEW);

    assertThat(amina.follow(changed).flash()).startsWith("Your password is changed.");
    assertThat(amina.cookie("session")).isNotEqualTo(before);
    assertThat(isIn(amina)).isTrue();
    assertThat(isIn(thief)).as("a copy of the old cookie").isFalse();
    assertThat(isIn(elsewhere)).isFalse();
    assertThat(world.browser().signIn("amina", World.PASSWORD).status()).isEqualTo(200);
    assertThat(world.browser().signIn("amina", NEW).status()).isEqualTo(302);
  }

  @ParameterizedTest
  @CsvSource({
    "not it, another harbour at dawn, another harbour at dawn, password, That is not your password.",
    "'', another harbour at dawn, another harbour at dawn, password, That is not your password.",
    "kites over the harbour, short, short, new_password, Use at least 8 characters.",
    "kites over the harbour, '', '', new_password, This field is required.",
    "kites over the harbour, password123, password123, new_password, That is one of the passwords everybody tries first. Choose another.",
    "kites over the harbour, another harbour at dawn, another, new_password2, Field must be equal to password."
  })
  void aPasswordThatWillNotDoChangesNothing(
      String old, String wanted, String repeated, String field, String words) {
    Answer refused = password(amina, old, wanted, repeated);

    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.error(field)).isEqualTo(words);
    assertThat(refused.body()).doesNotContain(World.PASSWORD, NEW);
    assertThat(isIn(amina)).isTrue();
    assertThat(world.browser().signIn("amina", World.PASSWORD).status()).isEqualTo(302);
  }

  @Test
  void ofTwoChangesAtOnceOneHolds() throws Exception {
    Answer page = amina.get("/settings");
    List<Answer> answers =
        Together.call(
            4,
            i ->
                amina
                    .copy()
                    .submit(
                        page,
                        "/settings/password",
                        "password",
                        World.PASSWORD,
                        "new_password",
                        "the words of number " + i,
                        "new_password2",
                        "the words of number " + i));

    assertThat(answers).filteredOn(answer -> answer.location().equals("/settings")).hasSize(1);
  }

  @Test
  void anAddressIsChangedWithThePassword() {
    Answer wrong =
        amina.submit("/settings", "/settings/email", "email", "a@b.example", "email_password", "x");
    Answer taken = email("BEN@example.org");
    Answer invalid = email("no address");
    Answer changed = email(" amina@elsewhere.example ");

    assertThat(wrong.error("email_password")).isEqualTo("That is not your password.");
    assertThat(wrong.value("email")).isEqualTo("a@b.example");
    assertThat(taken.error("email")).isEqualTo("Please use a different email address.");
    assertThat(invalid.error("email")).isEqualTo("Invalid email address.");
    assertThat(amina.follow(changed).flash()).isEqualTo("Your changes have been saved.");
    assertThat(amina.get("/settings").value("email")).isEqualTo("amina@elsewhere.example");
  }

  private Answer email(String address) {
    return amina.submit(
        "/settings", "/settings/email", "email", address, "email_password", World.PASSWORD);
  }

  @Test
  void aPersonSeesWhereTheyAreSignedInAndEndsIt() {
    Browser phone =
        world
            .browser()
            .with(
                "User-Agent",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15"
                    + " (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1");
    phone.signIn("amina", World.PASSWORD);

    Answer page = amina.get("/settings");
    assertThat(page.texts("#where ~ ul strong"))
        .containsExactly("Safari on iPhone", "Unknown browser");
    assertThat(page.texts("#where ~ ul p")).allMatch(text -> text.startsWith("This computer"));
    String end = page.page().expectFirst("form[action$=/end]").attr("action");
    Answer ended = amina.submit(page, end);

    assertThat(amina.follow(ended).flash()).isEqualTo("That device is signed out.");
    assertThat(isIn(phone)).isFalse();
    assertThat(isIn(amina)).isTrue();
  }

  @Test
  void nobodyEndsSomebodyElsesSession() {
    world.signedIn("amina");
    Answer page = amina.get("/settings");
    String end = page.page().expectFirst("form[action$=/end]").attr("action");
    Browser ben = world.signedIn("ben");

    ben.post(end, "csrf_token", ben.get("/settings").token());

    assertThat(amina.get("/settings").page().select("form[action$=/end]")).hasSize(1);
  }

  @Test
  void allOtherSessionsEndAtOnce() {
    Browser other = world.signedIn("amina");
    Browser ben = world.signedIn("ben");

    amina.submit("/settings", "/settings/sessions/end-others");

    assertThat(isIn(other)).isFalse();
    assertThat(isIn(amina)).isTrue();
    assertThat(isIn(ben)).isTrue();
  }

  @Test
  void whoSignsInWithTheOldPasswordWhileItIsChangedIsNotIn() throws Exception {
    List<Browser> browsers = java.util.stream.Stream.generate(world::browser).limit(5).toList();

    Together.run(
        6,
        number -> {
          if (number == 5) {
            password(amina, World.PASSWORD, NEW, NEW);
          } else {
            browsers.get(number).signIn("amina", World.PASSWORD);
          }
        });

    assertThat(isIn(amina)).isTrue();
    assertThat(browsers).noneMatch(SettingsTest::isIn);
  }

  @Test
  void aChosenLanguageAndThemeHoldAndComeAlong() {
    amina.submit("/settings", "/settings/display", "language", "es", "theme", "dark");

    for (Browser browser : List.of(amina, world.signedIn("amina"))) {
      var page = browser.get("/explore").page();
      assertThat(page.expectFirst("html").attr("lang")).isEqualTo("es");
      assertThat(page.expectFirst("html").attr("data-theme")).isEqualTo("dark");
      // What a browser paints before it has the styles.
      assertThat(page.select("meta[name=color-scheme]").attr("content")).isEqualTo("dark");
      assertThat(page.select("meta[name=theme-color]").eachAttr("content"))
          .containsExactly("#181416");
    }
    amina.submit("/settings", "/settings/display", "language", "", "theme", "");
    var page = world.signedIn("amina").get("/explore").page();
    assertThat(page.expectFirst("html").attr("lang")).isEqualTo("en");
    assertThat(page.expectFirst("html").hasAttr("data-theme")).isFalse();
  }

  @Test
  void whatIsNoneOfOursIsNotChosen() {
    amina.submit("/settings", "/settings/display", "language", "tlh", "theme", "\"><script>");
    Browser tampered = world.browser().cookie("language", "xx").cookie("theme", "evil");

    assertThat(amina.get("/explore").page().expectFirst("html").attr("lang")).isEqualTo("en");
    assertThat(tampered.get("/explore").page().expectFirst("html").hasAttr("data-theme")).isFalse();
  }

  @Test
  void whoIsNotSignedInChoosesALanguageToo() {
    Browser visitor = world.browser();
    Answer form = visitor.get("/auth/login");

    Answer chosen = visitor.submit(form, "/language", "language", "zh-Hans");

    assertThat(chosen.location()).isEqualTo("/auth/login");
    assertThat(visitor.follow(chosen).page().expectFirst("html").attr("lang")).isEqualTo("zh-Hans");
    assertThat(
            visitor
                .submit(visitor.get("/auth/login"), "/language", "language", "es", "next", "//evil")
                .location())
        .isEqualTo("/");
  }
}
