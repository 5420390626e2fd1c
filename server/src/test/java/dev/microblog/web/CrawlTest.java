package dev.microblog.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.PostOffice;
import dev.microblog.World;
import dev.microblog.account.Accounts;
import dev.microblog.account.Role;
import dev.microblog.message.SendMessage;
import dev.microblog.moderation.AccountCare;
import dev.microblog.moderation.Actor;
import dev.microblog.moderation.ModerationRoom;
import dev.microblog.mute.Filter;
import dev.microblog.post.Posts;
import dev.microblog.registration.SignUps;
import dev.microblog.report.Reason;
import dev.microblog.report.Reports;
import dev.microblog.schema.DefaultSchema;
import dev.microblog.schema.Tables;
import dev.microblog.site.SiteSetting;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jooq.Table;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every page that can be reached by links, as nobody, as somebody in the midst of things, and as
/// somebody who has nothing yet.
class CrawlTest {
  /// What a page may lead to without a link: asked for by scripts, programs and typed addresses.
  private static final List<String> STARTS =
      List.of(
          "/",
          "/index/fresh?after=1",
          "/explore/fresh?after=1",
          "/export_posts/progress",
          "/search?q=evening",
          "/search?q=ben&in=people",
          "/search/suggest?q=be",
          "/user/ben/popup",
          "/auth/logout",
          "/avatar/ben.svg",
          "/.well-known/nodeinfo",
          "/nodeinfo/2.1",
          "/robots.txt",
          "/sitemap.xml");

  /// Forms but those that change nothing, and so ask by an address.
  static final String FORMS = "form:not([action=/search]):not([action=/admin/people])";

  /// What is there for nobody but the operator's doctor: see DoctorPageTest.
  private static final String HIDDEN = "/doctor";

  private static PostOffice office;
  private static World world;

  /// Where the mail leads that there is.
  private static final List<String> MAILED = new ArrayList<>();

  @BeforeAll
  static void open() {
    office = PostOffice.open();
    // A form to translate is offered where somebody would do it; nobody is asked here.
    world =
        World.settings()
            .publicUrl("https://blog.example")
            .mailing(office)
            .with("LIBRETRANSLATE_URL", "http://127.0.0.1:9")
            .open();
    world.add("newcomer");
    world.follow("amina", "ben");
    world.follow("dara", "amina");
    world.posts("ben", "Good evening @amina, see https://bread.example/a?b=c&d #sun", 30);
    world.post("amina", "Good morning #sun\n\n<script>alert(1)</script> \"quoted\" 'too'");
    world.posts("lucia", "Buenos días #sol @nobody_here", 3);
    world.rooms.blocks().block(world.person("amina"), "wei");
    world.rooms.mutes().mutes().mute(world.person("amina"), "lucia");
    world.rooms.mutes().filters().add(world.person("amina"), "otro", Filter.Action.WARN);
    for (String writer : List.of("lucia", "ben", "dara")) {
      var words = new SendMessage.Draft("Hello <b>amina</b>\n\nhttps://bread.example", "");
      world.rooms.messages().send().send(world.person(writer), "amina", words);
    }
    world.rooms.credentials().deleteAccount(world.person("dara"), World.PASSWORD);
    world.rooms.posts().publish(world.person("lucia"), new Posts.Draft("Otro día", "es", ""));
    var security = world.rooms.security();
    String base = "https://blog.example";
    security.addresses().change(world.person("amina"), World.PASSWORD, "a@mail.example", base);
    security.reset().ask("ben@example.org", "127.0.0.1", "en", base);
    world.settle();
    world.settle();
    office.letters.forEach(letter -> MAILED.add(URI.create(letter.link()).getRawPath()));
    world.rooms.exports().start(world.person("amina"), "en");
    world.settle();
    world.rooms.exports().start(world.person("newcomer"), "en");
    administer(world, "ben");
    // So that there is a form to end a token.
    world.program("amina");
    // So that there is a form to end a session.
    world.signedIn("amina");
  }

  /// A site that somebody looks after, with something of everything that there is to be done.
  static void administer(World world, String operator) {
    Actor actor = new Actor.CommandLine();
    AccountCare care = world.rooms.moderation().care();
    care.changeRole(actor, operator, Role.OPERATOR);
    care.lock(actor, "wei", "Spam");
    giveUp(world);
    var site = world.rooms.site();
    site.care()
        .change(
            actor,
            Map.of(
                SiteSetting.ABOUT, "About <b>us</b>",
                SiteSetting.RULES, "Be kind, see https://bread.example",
                SiteSetting.PRIVACY, "We tell nobody",
                SiteSetting.REGISTRATION, "approval"));
    site.announcements().make(actor, "Bread at noon", null);
    var applicant =
        new Accounts.Registration(
            "applicant", "a@bread.example", World.PASSWORD, World.PASSWORD, "::1", "en", null);
    world
        .rooms
        .registration()
        .signUps()
        .register(new SignUps.Wish(applicant, "Let me in <b>please</b>", ""));
    site.care().change(actor, Map.of(SiteSetting.REGISTRATION, "open"));
    world.rooms.registration().invitations().make(actor, 3, null);
    moderate(world, operator.equals("ben") ? "amina" : "ben");
  }

  /// So that there are reports, a hidden post, and an appeal of wei, who is locked.
  static void moderate(World world, String reporter) {
    ModerationRoom room = world.rooms.moderation();
    var spam = new Reports.Words(Reason.SPAM, "Look <here>");
    for (String text : List.of("Reported", "Hidden")) {
      long post = world.post("lucia", text);
      room.reports().reportPost(world.person(reporter), post, spam);
      if (text.equals("Hidden")) {
        room.posts().hide(new Actor.CommandLine(), post, "Not <here>");
      }
    }
    room.reports().reportPerson(world.person(reporter), "lucia", spam);
    long wei = world.person("wei").id();
    long since = Objects.requireNonNull(room.appeals().ban(wei)).since();
    room.appeals().send(wei, since, "I did <nothing>", "192.0.2.1");
  }

  /// So that there is a form to have it tried again.
  static void giveUp(World world) {
    world
        .rooms
        .database()
        .<@Nullable Void>write(
            transaction -> {
              transaction
                  .sql()
                  .insertInto(Tables.OUTBOX_FAILURE)
                  .set(Tables.OUTBOX_FAILURE.ID, 1L)
                  .set(Tables.OUTBOX_FAILURE.CONSUMER, "mail")
                  .set(Tables.OUTBOX_FAILURE.KIND, "mail")
                  .set(Tables.OUTBOX_FAILURE.SUBJECT_ID, 1L)
                  .set(Tables.OUTBOX_FAILURE.PROGRESS, 0L)
                  .set(Tables.OUTBOX_FAILURE.ATTEMPTS, 12)
                  .set(Tables.OUTBOX_FAILURE.FAILED_AT, 1L)
                  .set(Tables.OUTBOX_FAILURE.REASON, "Nobody there")
                  .execute();
              return null;
            });
  }

  @AfterAll
  static void close() {
    world.close();
    office.close();
  }

  private static Browser browser(String who) {
    return who.equals("nobody") ? world.browser() : world.signedIn(who);
  }

  /// All answers to what can be reached, by path and query.
  private static Map<String, Answer> crawl(Browser browser) {
    Map<String, Answer> answers = new LinkedHashMap<>();
    Deque<String> open = new ArrayDeque<>(STARTS);
    open.addAll(MAILED);
    while (!open.isEmpty()) {
      String path = open.remove();
      if (answers.containsKey(path)) {
        continue;
      }
      Answer answer = browser.get(path);
      answers.put(path, answer);
      if (!answer.location().isEmpty()) {
        open.add(answer.location());
      }
      Document page = answer.page();
      for (Element link : page.select("a[href], link[href], script[src], use[href], img[src]")) {
        String address = link.attr(link.hasAttr("href") ? "href" : "src");
        if (address.startsWith("/")) {
          open.add(address.replaceFirst("#.*", ""));
        }
      }
    }
    return answers;
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "amina", "newcomer", "ben"})
  void noLinkIsDeadAndEveryPageIsWhole(String who) {
    Map<String, Answer> answers = crawl(browser(who));

    assertThat(answers).hasSizeGreaterThan(20);
    answers.forEach(
        (path, answer) -> {
          assertThat(answer.status()).as(path).isIn(200, 204, 302);
          if (answer.header("Content-Type").startsWith("text/html") && answer.status() == 200) {
            assertWhole(path, answer.page());
          }
        });
  }

  private static void assertWhole(String path, Document page) {
    boolean fragment =
        Stream.of("/popup", "/fresh", "/suggest", "/progress").anyMatch(path::contains);
    if (!fragment) {
      assertThat(page.expectFirst("html").attr("lang")).as("language of " + path).isEqualTo("en");
      assertThat(page.title()).as("title of " + path).endsWith(" - Microblog");
      assertThat(page.select("h1")).as("headlines of " + path).hasSize(1);
      assertThat(page.select("main")).as("main of " + path).hasSize(1);
    }
    Set<String> ids = new HashSet<>();
    for (Element element : page.select("[id]")) {
      assertThat(ids.add(element.id())).as(element.id() + " twice on " + path).isTrue();
    }
    for (String attribute : List.of("for", "aria-labelledby", "aria-describedby")) {
      for (Element element : page.select("[" + attribute + "]")) {
        assertThat(ids).as(path).contains(element.attr(attribute).split(" "));
      }
    }
    for (Element form : page.select(FORMS)) {
      assertThat(form.attr("method")).as("a form on " + path).isEqualTo("post");
      assertThat(form.select("input[type=hidden][name=csrf_token]").val())
          .as("token of " + form.attr("action") + " on " + path)
          .isNotEmpty();
    }
    assertThat(page.select("style, [style], script:not([src]), iframe, object, base"))
        .as("what the content security policy forbids on " + path)
        .isEmpty();
    for (Element element : page.getAllElements()) {
      assertThat(element.attributes().asList())
          .as(path)
          .noneMatch(attribute -> attribute.getKey().startsWith("on"));
    }
    for (Element part : page.select("link[href], script[src], img[src], use[href]")) {
      String address = part.attr(part.hasAttr("href") ? "href" : "src");
      assertThat(address.startsWith("/") || part.is("link[rel=canonical]"))
          .as(address + ", a part of " + path)
          .isTrue();
    }
  }

  /// What reading may change: when somebody was here, how much they asked, and lists made for them.
  private static final Set<Table<?>> READERS =
      Set.of(Tables.RATE_LIMIT, Tables.HOME, Tables.HOME_ENTRY, Tables.NODE_LEASE, Tables.SESSION);

  private static List<String> everything() {
    return world.read(
        sql ->
            DefaultSchema.DEFAULT_SCHEMA.getTables().stream()
                .filter(table -> !READERS.contains(table))
                .map(table -> sql.selectFrom(table).orderBy(table.field(0)).fetch().format(1000))
                .toList());
  }

  @Test
  void readingChangesNothing() {
    Browser amina = world.signedIn("amina");
    amina.get("/index");
    List<String> before = everything();

    crawl(amina);

    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void noAddressIsForgotten() {
    Set<String> reached = new TreeSet<>();
    Set<String> sent = new TreeSet<>();
    for (String who : List.of("nobody", "amina", "newcomer", "ben")) {
      crawl(browser(who))
          .forEach(
              (path, answer) -> {
                reached.add(URI.create(path).getRawPath());
                answer.page().select("form").forEach(form -> sent.add(form.attr("action")));
              });
    }

    // The start page has its form at /index, and takes it as well, as in the tutorial.
    sent.add("/");
    // For scripts, to which no link leads.
    reached.add("/notifications/stream");
    // Behind a password, see SuspensionTest.
    sent.add("/auth/appeal");
    // For programs, which have no form.
    sent.add("/translate");
    assertThat(RouteTable.all("GET"))
        .filteredOn(route -> !route.path().equals(HIDDEN))
        .allSatisfy(route -> assertThat(reached).as(route.path()).anyMatch(route::takes));
    assertThat(RouteTable.all("POST"))
        .allSatisfy(route -> assertThat(sent).as(route.path()).anyMatch(route::takes));
  }
}
