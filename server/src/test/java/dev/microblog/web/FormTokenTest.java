package dev.microblog.web;

import static dev.microblog.schema.Tables.ACCOUNT;
import static dev.microblog.schema.Tables.ACCOUNT_RESTRICTION;
import static dev.microblog.schema.Tables.ACCOUNT_ROLE;
import static dev.microblog.schema.Tables.ANNOUNCEMENT;
import static dev.microblog.schema.Tables.ANNOUNCEMENT_CLOSED;
import static dev.microblog.schema.Tables.ATTENTION;
import static dev.microblog.schema.Tables.BLOCK;
import static dev.microblog.schema.Tables.EMAIL_CONFIRMATION;
import static dev.microblog.schema.Tables.EXPORT_JOB;
import static dev.microblog.schema.Tables.FOLLOW;
import static dev.microblog.schema.Tables.IMPORT_JOB;
import static dev.microblog.schema.Tables.INVITATION;
import static dev.microblog.schema.Tables.MAILBOX;
import static dev.microblog.schema.Tables.MESSAGE;
import static dev.microblog.schema.Tables.MUTE;
import static dev.microblog.schema.Tables.NOTICE;
import static dev.microblog.schema.Tables.NOTICE_CHOICE;
import static dev.microblog.schema.Tables.OUTBOX_FAILURE;
import static dev.microblog.schema.Tables.POST;
import static dev.microblog.schema.Tables.REPORT;
import static dev.microblog.schema.Tables.SESSION;
import static dev.microblog.schema.Tables.SIGN_UP_REQUEST;
import static dev.microblog.schema.Tables.SITE_SETTING;
import static dev.microblog.schema.Tables.TALK;
import static dev.microblog.schema.Tables.WORD_FILTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.PostOffice;
import dev.microblog.World;
import dev.microblog.message.SendMessage;
import dev.microblog.mute.Filter;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Table;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing is done for a form that did not come from a page of ours, made for this very session;
/// and what was typed is not lost with it (CSRF).
class FormTokenTest {
  /// Every path that takes a POST of somebody signed in. What is found by following all links
  /// must be the same.
  private static final Set<String> FORMS =
      Set.of(
          "/admin/announcements",
          "/admin/announcements/ID/end",
          "/admin/invitations",
          "/admin/invitations/ID/revoke",
          "/admin/appeals/ID",
          "/admin/health",
          "/admin/jobs/ID/retry",
          "/admin/jobs/retry",
          "/admin/people/NAME/delete",
          "/admin/people/NAME/lock",
          "/admin/people/NAME/measure",
          "/admin/people/NAME/role",
          "/admin/people/NAME/unlock",
          "/admin/registrations/NAME/accept",
          "/admin/registrations/NAME/refuse",
          "/admin/settings",
          "/announcements/ID/close",
          "/admin/posts/ID/hide",
          "/admin/posts/ID/show",
          "/admin/reports/ID",
          "/auth/logout",
          "/block/NAME",
          "/edit_profile",
          "/export_posts",
          "/follow/NAME",
          "/index",
          "/messages/NAME",
          "/messages/NAME/ID/delete",
          "/messages/NAME/delete",
          "/messages/NAME/read",
          "/mute/NAME",
          "/notifications/read",
          "/post/ID/delete",
          "/post/ID/edit",
          "/post/ID/report",
          "/settings/display",
          "/settings/email",
          "/settings/email/again",
          "/settings/filters",
          "/settings/filters/ID/remove",
          "/settings/import",
          "/settings/messages",
          "/settings/notifications",
          "/settings/password",
          "/settings/search",
          "/settings/delete",
          "/settings/sessions/ID/end",
          "/settings/sessions/end-others",
          "/settings/tokens",
          "/settings/tokens/ID/end",
          "/send_message/NAME",
          "/unblock/NAME",
          "/unfollow/NAME",
          "/unmute/NAME",
          "/user/NAME/report");

  private static PostOffice office;
  private static World world;
  private static Browser amina;
  private static long post;

  @BeforeAll
  static void open() {
    office = PostOffice.open();
    world = World.settings().mailing(office).open();
    post = world.post("amina", "Good morning #sun");
    world.post("ben", "Good evening @amina");
    world.follow("amina", "ben");
    world.follow("dara", "amina");
    world.rooms.blocks().block(world.person("amina"), "wei");
    world.rooms.mutes().mutes().mute(world.person("amina"), "dara");
    world.rooms.mutes().filters().add(world.person("amina"), "storm", Filter.Action.WARN);
    var words = new SendMessage.Draft("Hello", "");
    world.rooms.messages().send().send(world.person("lucia"), "amina", words);
    CrawlTest.administer(world, "amina");
    // So that there is a form to confirm an address.
    world
        .rooms
        .security()
        .addresses()
        .change(world.person("amina"), World.PASSWORD, "a@mail.example", "http://localhost");
    // So that there is a form to end a token.
    world.program("amina");
    // So that there is a form to end a session.
    world.signedIn("amina");
    amina = world.signedIn("amina");
  }

  @AfterAll
  static void close() {
    world.close();
    office.close();
  }

  /// All forms that amina meets on all pages that she can reach, by where they are sent.
  private static Map<String, Element> formsByCrawling() {
    Map<String, Element> forms = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of("/", "/user/ben/popup", "/auth/logout"));
    while (!open.isEmpty()) {
      String path = open.remove();
      if (!seen.add(path)) {
        continue;
      }
      Answer page = amina.get(path);
      assertThat(page.status()).as(path).isEqualTo(200);
      for (Element form : page.page().select(CrawlTest.FORMS)) {
        assertThat(form.attr("method")).as("method of a form on " + path).isEqualTo("post");
        assertThat(form.select("input[type=hidden][name=csrf_token]").val())
            .as("token of " + form.attr("action") + " on " + path)
            .isNotEmpty();
        forms.putIfAbsent(form.attr("action"), form);
      }
      for (Element link : page.page().select("a[href^=/]")) {
        open.add(URI.create(link.attr("href")).getRawPath());
      }
    }
    return forms;
  }

  private static String route(String action) {
    return action
        .replaceFirst(
            "^(/follow|/unfollow|/block|/unblock|/mute|/unmute|/send_message|/messages|/admin/people|/admin/registrations)/[a-z]+",
            "$1/NAME")
        .replaceFirst("^/user/[a-z]+/report", "/user/NAME/report")
        .replaceFirst("^/admin/(posts|reports|appeals)/[0-9]+", "/admin/$1/ID")
        .replaceFirst("^/messages/NAME/[0-9]+/", "/messages/NAME/ID/")
        .replaceFirst("^/post/[0-9]+/", "/post/ID/")
        .replaceFirst("^(/admin)?/(jobs|invitations|announcements)/[0-9]+/", "$1/$2/ID/")
        .replaceFirst("^/settings/(sessions|tokens|filters)/[0-9]+/", "/settings/$1/ID/");
  }

  /// All that forms can change.
  private static List<String> everything() {
    return world.read(
        sql ->
            List.<Table<?>>of(
                    ACCOUNT,
                    ACCOUNT_RESTRICTION,
                    ACCOUNT_ROLE,
                    ANNOUNCEMENT,
                    ANNOUNCEMENT_CLOSED,
                    INVITATION,
                    SIGN_UP_REQUEST,
                    SITE_SETTING,
                    OUTBOX_FAILURE,
                    ATTENTION,
                    BLOCK,
                    MUTE,
                    WORD_FILTER,
                    EMAIL_CONFIRMATION,
                    EXPORT_JOB,
                    FOLLOW,
                    IMPORT_JOB,
                    MAILBOX,
                    MESSAGE,
                    NOTICE,
                    NOTICE_CHOICE,
                    POST,
                    REPORT,
                    SESSION,
                    TALK)
                .stream()
                .map(table -> sql.selectFrom(table).orderBy(table.field(0)).fetch().format(1000))
                .toList());
  }

  @Test
  void everyFormIsKnownAndHasAToken() {
    Set<String> routes = new TreeSet<>();
    formsByCrawling().keySet().forEach(action -> routes.add(route(action)));

    assertThat(routes).isEqualTo(new TreeSet<>(FORMS));
  }

  @Test
  void noFormIsWorkedWithoutItsToken() {
    Set<String> actions = new TreeSet<>(formsByCrawling().keySet());
    actions.add("/");
    Browser visitor = world.browser();
    String ofAVisitor = visitor.get("/auth/login").token();
    String ofBen = world.signedIn("ben").get("/").token();
    Browser ended = world.signedIn("amina");
    String ofAnEndedSession = ended.get("/").token();
    ended.submit("/", "/auth/logout");
    String own = amina.get("/").token();
    String changed = own.substring(0, 20) + (own.charAt(20) == 'x' ? 'y' : 'x') + own.substring(21);
    List<String> before = everything();

    for (String action : actions) {
      for (String token :
          List.of(
              "", "x", ofAVisitor, ofBen, ofAnEndedSession, changed, own + "x", own.repeat(9))) {
        assertRefused(amina, action, token);
      }
      Answer bare = amina.post(action, "post", "Nor this", "username", "a", "about_me", "Nor this");
      assertThat(bare.status()).as(action).isIn(200, 302);
    }

    assertThat(everything()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "CROSS-SITE", "nonsense", ""})
  void aFormThatAnotherSiteSendsIsNotWorked(String site) {
    Set<String> actions = new TreeSet<>(formsByCrawling().keySet());
    String token = amina.get("/").token();
    List<String> before = everything();

    for (String action : actions) {
      assertRefused(amina.with("Sec-Fetch-Site", site), action, token);
    }

    assertThat(everything()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-origin", "none"})
  void aFormOfOurOwnIsWorked(String site) {
    Answer answer =
        amina.with("Sec-Fetch-Site", site).submit("/", "/index", "post", "Sent from here: " + site);

    assertThat(amina.follow(answer).flash()).isEqualTo("Your post is now live!");
  }

  private static void assertRefused(Browser browser, String action, String token) {
    Answer answer =
        browser.post(
            action,
            "csrf_token",
            token,
            "post",
            "I never wrote this",
            "username",
            "amina",
            "about_me",
            "I never wrote this");
    String said = answer.status() == 302 ? browser.follow(answer).flash() : answer.flash();
    assertThat(answer.status()).as(action).isIn(200, 302);
    assertThat(said).as(action).contains("open for too long");
  }

  @Test
  void tokensDifferFromPageToPageAndAllAreGood() {
    String first = amina.get("/").token();
    String second = amina.get("/").token();

    assertThat(first).isNotEqualTo(second);
    for (String token : List.of(first, second, first)) {
      Answer answer =
          amina.post("/index", "csrf_token", token, "post", "With the token of " + token);
      assertThat(answer.status()).isEqualTo(302);
    }
  }

  @Test
  void nobodySignsInOrUpWithAFormOfSomebodyElse() {
    List<String> before = everything();
    String foreign = world.browser().get("/auth/login").token();
    for (Browser browser : List.of(world.browser(), visited())) {
      for (String token : List.of("", "x", foreign, amina.get("/").token())) {
        Answer in =
            browser.post(
                "/auth/login", "csrf_token", token, "username", "ben", "password", World.PASSWORD);
        assertThat(in.status()).isEqualTo(200);
        assertThat(in.flash()).contains("open for too long");
        assertThat(in.cookie("session")).isEmpty();
        assertThat(in.value("username")).isEqualTo("ben");
        assertThat(in.body()).doesNotContain(World.PASSWORD);
        Answer up =
            browser.post(
                "/auth/register",
                "csrf_token",
                token,
                "username",
                "nina",
                "email",
                "nina@example.org",
                "password",
                World.PASSWORD,
                "password2",
                World.PASSWORD);
        assertThat(up.status()).isEqualTo(200);
        assertThat(up.flash()).contains("open for too long");
        assertThat(up.value("username")).isEqualTo("nina");
        assertThat(up.value("email")).isEqualTo("nina@example.org");
        assertThat(up.body()).doesNotContain(World.PASSWORD);
      }
    }
    assertThat(everything()).isEqualTo(before);
  }

  private static Browser visited() {
    Browser browser = world.browser();
    browser.get("/auth/login");
    return browser;
  }

  @Test
  void aTokenDiesWithTheVisitorsCookie() {
    Browser browser = visited();
    String token = browser.get("/auth/login").token();
    Browser without = browser.copy().forget("visitor");
    Browser forged = browser.copy().cookie("visitor", browser.cookie("visitor") + "x");

    for (Browser each : List.of(without, forged)) {
      Answer answer =
          each.post(
              "/auth/login", "csrf_token", token, "username", "ben", "password", World.PASSWORD);
      assertThat(answer.cookie("session")).isEmpty();
    }
  }

  @Test
  void whatWasTypedIsKeptAndCanBeSentAgain() {
    Answer home =
        amina.post(
            "/index", "csrf_token", "old", "post", "Kept <words>\nand more", "language", "es");
    assertThat(home.value("post")).isEqualTo("Kept <words>\nand more");
    assertThat(home.page().select("option[selected]").val()).isEqualTo("es");
    assertThat(amina.submit(home, "/index").status()).isEqualTo(302);

    String edit = "/post/" + post + "/edit";
    Answer edited = amina.post(edit, "csrf_token", "old", "post", "Good morning again #sun");
    assertThat(edited.value("post")).isEqualTo("Good morning again #sun");
    assertThat(amina.get("/post/" + post).posts()).containsExactly("Good morning #sun");
    assertThat(amina.submit(edited, edit).status()).isEqualTo(302);
    assertThat(amina.get("/post/" + post).posts()).containsExactly("Good morning again #sun");

    Answer profile =
        amina.post(
            "/edit_profile",
            "csrf_token",
            "old",
            "username",
            "amina_2",
            "about_me",
            "I paint & sing");
    assertThat(profile.value("username")).isEqualTo("amina_2");
    assertThat(profile.value("about_me")).isEqualTo("I paint & sing");
    assertThat(amina.submit(profile, "/edit_profile", "username", "amina").status()).isEqualTo(302);
    assertThat(amina.get("/user/amina").texts(".about")).containsExactly("I paint & sing");
  }

  @Test
  void whatWasTypedIsKeptWhenTheSessionIsGone() {
    Browser dara = world.signedIn("dara");
    long own = world.post("dara", "Written before");
    String edit = "/post/" + own + "/edit";
    Answer home = dara.get("/");
    Answer editing = dara.get(edit);
    Answer profile = dara.get("/edit_profile");
    dara.copy().submit("/", "/auth/logout");

    Answer lostPost = dara.submit(home, "/index", "post", "Kept <words>", "language", "es");
    Answer lostEdit = dara.submit(editing, edit, "post", "Written after");
    Answer lostProfile = dara.submit(profile, "/edit_profile", "about_me", "I swim");
    for (Answer lost : List.of(lostPost, lostEdit, lostProfile)) {
      assertThat(lost.status()).isEqualTo(401);
      assertThat(lost.page().select("h1").text()).isEqualTo("You have been signed out");
      assertThat(lost.page().select("a[href=/auth/login]")).isNotEmpty();
    }
    assertThat(lostPost.value("post")).isEqualTo("Kept <words>");
    assertThat(lostEdit.value("post")).isEqualTo("Written after");
    assertThat(lostProfile.value("about_me")).isEqualTo("I swim");

    // Signed in again in another tab, each is sent again, to where it belongs.
    dara.signIn("dara", World.PASSWORD);
    Answer again = dara.submit(lostPost, "/index");
    assertThat(again.value("post")).isEqualTo("Kept <words>");
    assertThat(again.page().select("option[selected]").val()).isEqualTo("es");
    assertThat(dara.submit(again, "/index").status()).isEqualTo(302);
    assertThat(dara.submit(dara.submit(lostEdit, edit), edit).status()).isEqualTo(302);
    Answer saved = dara.submit(dara.submit(lostProfile, "/edit_profile"), "/edit_profile");
    assertThat(saved.status()).isEqualTo(302);
    assertThat(dara.get("/user/dara").posts()).contains("Kept <words>", "Written after");
    assertThat(dara.get("/user/dara").texts(".about")).containsExactly("I swim");
  }
}
