package dev.microblog.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.PostOffice;
import dev.microblog.World;
import dev.microblog.account.Role;
import dev.microblog.audit.Deed;
import dev.microblog.audit.Entry;
import dev.microblog.moderation.Actor;
import dev.microblog.site.Announcements;
import dev.microblog.site.SiteCare;
import dev.microblog.site.SiteProblem;
import dev.microblog.site.SiteSetting;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the operator says of the site, where it is shown and who may say it.
class SitePagesTest {
  private static final Actor OPERATOR = new Actor.CommandLine();
  /// A file as the tutorial's application exports it.
  private static final byte[] POSTS =
      "{\"posts\":[{\"body\":\"My old words\",\"timestamp\":\"2020-01-01T00:00:00Z\"}]}"
          .getBytes(StandardCharsets.UTF_8);

  private static final String EVIL = "Be kind <script>alert(1)</script> \"quoted\"";

  private static PostOffice office;
  private static World world;

  @BeforeAll
  static void open() {
    office = PostOffice.open();
    world = World.settings().publicUrl("https://blog.example").mailing(office).open();
    world.rooms.moderation().care().changeRole(OPERATOR, "amina", Role.OPERATOR);
    world.rooms.moderation().care().changeRole(OPERATOR, "lucia", Role.MODERATOR);
  }

  @AfterAll
  static void close() {
    world.close();
    office.close();
  }

  @AfterEach
  void unset() {
    for (SiteSetting setting : SiteSetting.values()) {
      care().change(OPERATOR, Map.of(setting, ""));
    }
    Objects.requireNonNull(announcements().latest(OPERATOR))
        .forEach(each -> announcements().end(OPERATOR, each.id()));
  }

  private static SiteCare care() {
    return world.rooms.site().care();
  }

  private static Announcements announcements() {
    return world.rooms.site().announcements();
  }

  private static Actor actor(String name) {
    return new Actor.Person(world.person(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/about", "/rules", "/privacy"})
  void aPageIsThereOnceThereIsSomethingToRead(String path) {
    assertThat(world.browser().get(path).status()).isEqualTo(404);
    assertThat(world.browser().get("/").page().select("a[href=" + path + "]")).isEmpty();

    SiteSetting setting = Objects.requireNonNull(SiteSetting.of(path.substring(1)));
    care().change(OPERATOR, Map.of(setting, EVIL + "\n\nhttps://law.example/a @ben #sun"));

    Answer page = world.browser().get(path);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.page().select("main script")).isEmpty();
    assertThat(page.page().select("main p").eachText()).startsWith(EVIL);
    assertThat(page.page().select("main .body a").eachAttr("href"))
        .containsExactly("https://law.example/a");
    for (String from : List.of("/", "/explore", "/auth/login", "/auth/register")) {
      assertThat(world.browser().get(from).page().select("a[href=" + path + "]"))
          .as(from)
          .isNotEmpty();
    }
  }

  @Test
  void theSiteIsCalledAsTheOperatorSays() {
    String name = "Kites & \"more\" <b>";
    care()
        .change(
            OPERATOR, Map.of(SiteSetting.NAME, name, SiteSetting.DESCRIPTION, "We fly \\ kites"));

    Answer landing = world.browser().get("/");
    assertThat(landing.page().title()).endsWith(" - " + name);
    assertThat(landing.page().select("a.brand").text()).isEqualTo(name);
    assertThat(landing.page().select(".line2").text()).isEqualTo("We fly \\ kites");
    assertThat(landing.page().select("meta[property=og:site_name]").attr("content"))
        .isEqualTo(name);
    assertThat(landing.page().select("meta[name=description]").attr("content"))
        .isEqualTo("We fly \\ kites");
    assertThat(world.browser().get("/manifest.webmanifest").body())
        .contains("\"name\": \"Kites & \\\"more\\\" <b>\"", "\"We fly \\\\ kites\"");
    assertThat(world.browser().with("Accept", "application/json").get("/api/site").body())
        .contains("\"Kites & \\\"more\\\" <b>\"");
  }

  @Test
  void operatorsChangeSettingsByAForm() {
    Browser amina = world.signedIn("amina");

    Answer refused =
        amina.submit(
            "/admin/settings",
            "/admin/settings",
            "name",
            "x".repeat(61),
            "blocked-networks",
            "10.0.0.0/8\n300.1.1.1",
            "rules",
            EVIL);
    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.page().select("#name-error").text()).isEqualTo("Use at most 60 characters.");
    assertThat(refused.page().select("#blocked-networks-error").text())
        .isEqualTo("300.1.1.1 is no network.");
    assertThat(refused.value("rules")).isEqualTo(EVIL);
    assertThat(world.browser().get("/rules").status()).isEqualTo(404);

    Answer saved = amina.submit(refused, "/admin/settings", "name", "", "blocked-networks", "");
    assertThat(saved.status()).isEqualTo(302);
    assertThat(world.browser().get("/rules").body()).contains("Be kind &lt;script&gt;");
    List<Entry> noted = world.rooms.moderation().audit().latest(null, 1);
    assertThat(noted.getFirst().deed()).isEqualTo(Deed.SITE_CHANGED);
    assertThat(noted.getFirst().detail()).isEqualTo("rules: " + EVIL);
    assertThat(amina.submit("/admin/settings", "/admin/settings").status()).isEqualTo(302);
    assertThat(world.rooms.moderation().audit().latest(null, 1))
        .as("what was so already is not noted")
        .isEqualTo(noted);
  }

  @ParameterizedTest
  @CsvSource({"ben, false", "lucia, false", "amina, true"})
  void onlyOperatorsSayWhatTheSiteIs(String who, boolean may) {
    Actor actor = actor(who);

    assertThat(care().texts(actor) != null).isEqualTo(may);
    assertThat(care().change(actor, Map.of()) instanceof SiteCare.Outcome.NotAllowed)
        .isNotEqualTo(may);
    assertThat(announcements().latest(actor) != null).isEqualTo(may);
    assertThat(announcements().make(actor, "", null))
        .isEqualTo(
            may
                ? new Announcements.MakeOutcome.Empty()
                : new Announcements.MakeOutcome.NotAllowed());
    assertThat(announcements().end(actor, 1))
        .isEqualTo(
            may
                ? new Announcements.EndOutcome.Unknown()
                : new Announcements.EndOutcome.NotAllowed());
  }

  @ParameterizedTest
  @CsvSource({
    "nobody, /admin/settings, 302",
    "nobody, /admin/announcements, 302",
    "nobody, /admin/registrations, 302",
    "ben, /admin/settings, 404",
    "ben, /admin/announcements, 404",
    "ben, /admin/registrations, 404",
    "lucia, /admin/settings, 404",
    "lucia, /admin/announcements, 404",
    "lucia, /admin/registrations, 200",
    "amina, /admin/settings, 200",
    "amina, /admin/announcements, 200",
    "amina, /admin/registrations, 200",
  })
  void forOthersThereAreNoSuchPages(String who, String path, int status) {
    Browser browser = who.equals("nobody") ? world.browser() : world.signedIn(who);
    assertThat(browser.get(path).status()).isEqualTo(status);
    if (status == 404) {
      String token = browser.get("/index").token();
      assertThat(browser.post(path, "csrf_token", token).status()).isIn(404, 405);
    }
  }

  @Test
  void whatSettingsCannotBeIsRefused() {
    var problems =
        ((SiteCare.Outcome.Refused)
                care()
                    .change(
                        OPERATOR,
                        Map.of(
                            SiteSetting.REGISTRATION, "sometimes",
                            SiteSetting.SIGN_UPS_A_DAY, "-1",
                            SiteSetting.RESERVED_NAMES, "good bad!",
                            SiteSetting.BLOCKED_MAIL_DOMAINS, "no_domain",
                            SiteSetting.BLOCKED_NETWORKS, "0.0.0.0/0",
                            SiteSetting.CONFIRM_ADDRESS, "maybe")))
            .problems();

    assertThat(problems)
        .isEqualTo(
            Map.of(
                SiteSetting.REGISTRATION, new SiteProblem(SiteProblem.Kind.NO_CHOICE, ""),
                SiteSetting.SIGN_UPS_A_DAY, new SiteProblem(SiteProblem.Kind.NO_NUMBER, ""),
                SiteSetting.RESERVED_NAMES, new SiteProblem(SiteProblem.Kind.NO_NAME, "bad!"),
                SiteSetting.BLOCKED_MAIL_DOMAINS,
                    new SiteProblem(SiteProblem.Kind.NO_DOMAIN, "no_domain"),
                SiteSetting.BLOCKED_NETWORKS,
                    new SiteProblem(SiteProblem.Kind.VAST_NETWORK, "0.0.0.0/0"),
                SiteSetting.CONFIRM_ADDRESS, new SiteProblem(SiteProblem.Kind.NO_CHOICE, "")));
  }

  @Test
  void anAnnouncementStandsOnEveryPageUntilEachClosesIt() {
    Browser amina = world.signedIn("amina");
    Browser ben = world.signedIn("ben");
    assertThat(
            amina
                .submit("/admin/announcements", "/admin/announcements", "text", EVIL, "days", "1")
                .status())
        .isEqualTo(302);

    Answer page = ben.get("/explore");
    assertThat(page.page().select(".told p").text()).isEqualTo(EVIL);
    assertThat(world.browser().get("/explore").page().select(".told")).isEmpty();
    String close = page.page().select(".told form").attr("action");
    assertThat(ben.post(close, "csrf_token", "made up").status()).isEqualTo(302);
    assertThat(ben.get("/explore").page().select(".told")).hasSize(1);
    Answer closed = ben.submit(ben.get("/explore"), close);
    assertThat(closed.location()).isEqualTo("/explore");

    assertThat(ben.get("/explore").page().select(".told")).isEmpty();
    assertThat(amina.get("/explore").page().select(".told")).hasSize(1);
    world.advance(java.time.Duration.ofDays(1));
    assertThat(world.signedIn("wei").get("/explore").page().select(".told")).isEmpty();
  }

  @Test
  void atMostAFewAreToldAtATime() {
    for (int i = 0; i < Announcements.MOST; i++) {
      assertThat(announcements().make(OPERATOR, "Number " + i, null))
          .isInstanceOf(Announcements.MakeOutcome.Made.class);
    }
    assertThat(announcements().make(OPERATOR, "One more", null))
        .isEqualTo(new Announcements.MakeOutcome.Full());
    assertThat(announcements().make(OPERATOR, "x".repeat(501), null))
        .isEqualTo(new Announcements.MakeOutcome.TooLong());
    assertThat(announcements().make(OPERATOR, "late", world.clock.millis()))
        .isEqualTo(new Announcements.MakeOutcome.Past());
  }

  @Test
  void theSignUpPageSaysWhatApplies() {
    care().change(OPERATOR, Map.of(SiteSetting.REGISTRATION, "closed"));
    assertThat(world.browser().get("/auth/register").body())
        .contains("Nobody can sign up here at the moment.")
        .doesNotContain("name=\"username\"");
    care().change(OPERATOR, Map.of(SiteSetting.REGISTRATION, "invitation"));
    assertThat(world.browser().get("/auth/register").body()).contains("needs an invitation");
    assertThat(world.browser().get("/auth/register?invite=%22%3E%3Cb%3E").body())
        .contains("does not work any more")
        .doesNotContain("\"><b>");
    Browser amina = world.signedIn("amina");
    amina.submit("/admin/registrations", "/admin/invitations", "most", "1");
    String link = amina.get("/admin/registrations").page().select("a[href*=invite]").attr("href");
    Browser guest = world.browser();
    String path =
        java.net.URI.create(link).getRawPath() + "?" + java.net.URI.create(link).getRawQuery();
    String password = "a word of her own";
    assertThat(
            guest
                .submit(
                    path,
                    "/auth/register",
                    "username",
                    "guest",
                    "email",
                    "guest@mail.example",
                    "password",
                    password,
                    "password2",
                    password)
                .location())
        .isEqualTo("/auth/login");
    assertThat(guest.signIn("guest", password).location()).isEqualTo("/index");
  }

  @Test
  void anAddressIsConfirmedBeforeTheFirstPostWhereTheOperatorSaysSo() {
    care().change(OPERATOR, Map.of(SiteSetting.CONFIRM_ADDRESS, "on"));
    Browser dara = world.browser();
    String password = "a word of her own";
    dara.submit(
        "/auth/register",
        "/auth/register",
        "username",
        "unproven",
        "email",
        "unproven@mail.example",
        "password",
        password,
        "password2",
        password);
    dara.signIn("unproven", password);

    Answer refused = dara.submit("/index", "/index", "post", "My first words");
    assertThat(refused.body()).contains("Please confirm your e-mail address");
    assertThat(refused.value("post")).isEqualTo("My first words");
    Answer brought = dara.upload("/settings/import", "/settings/import", POSTS);
    assertThat(dara.follow(brought).flash()).contains("Please confirm your e-mail address");

    world.settle();
    String link =
        office.letters.stream()
            .filter(letter -> letter.to().equals("unproven@mail.example"))
            .findFirst()
            .orElseThrow()
            .link();
    String path = java.net.URI.create(link).getRawPath();
    dara.submit(path, path);
    assertThat(dara.submit("/index", "/index", "post", "My first words").status()).isEqualTo(302);
    brought = dara.upload("/settings/import", "/settings/import", POSTS);
    assertThat(dara.follow(brought).flash()).doesNotContain("confirm");
    assertThat(world.signedIn("ben").submit("/index", "/index", "post", "Hello").status())
        .as("who has nothing to confirm")
        .isEqualTo(302);
  }
}
