package dev.microblog.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.World;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/// What people, search engines and feed readers see who are not signed in.
class PublicTest {
  private static World world;
  private static World closed;
  private static long post;

  @BeforeAll
  static void open() {
    world = World.settings().publicUrl("https://blog.example").open();
    closed = World.settings().closed().open();
    post =
        world.post(
            "amina",
            "Good <b>morning</b> & welcome, @ben and @nobody_here\nhttps://a.example/?b=1&c=2\n\n#sun");
    world.posts("ben", "Evening #sun", 30);
    closed.post("amina", "Among us #sun");
  }

  @AfterAll
  static void close() {
    world.close();
    closed.close();
  }

  /// A browser that has never been here.
  private static Browser nobody() {
    return world.browser();
  }

  private static List<String> pages(long id) {
    return List.of(
        "/explore",
        "/tag/sun",
        "/tag/sun/feed.atom",
        "/user/amina",
        "/user/amina/popup",
        "/user/amina/followers",
        "/user/amina/following",
        "/user/amina/feed.atom",
        "/post/" + id);
  }

  @Test
  void postsAndPeopleCanBeReadAndNothingCanBeDone() {
    for (String path : pages(post)) {
      Answer page = world.browser().get(path);

      assertThat(page.status()).as(path).isEqualTo(200);
      assertThat(page.page().select("form")).as(path).isEmpty();
      assertThat(page.headers("Set-Cookie")).as("nobody is followed about: " + path).isEmpty();
      assertThat(page.body()).doesNotContain("/edit", "/delete", "csrf");
    }
  }

  @Test
  void followingAsksToSignInAndComesBack() {
    Browser visitor = nobody();
    String link = visitor.get("/user/ben").page().expectFirst(".profile a.btn").attr("href");
    Answer form = visitor.get(link);
    Answer signedIn =
        visitor.submit(form, "/auth/login", "username", "amina", "password", World.PASSWORD);

    assertThat(signedIn.location()).isEqualTo("/user/ben");
  }

  @Test
  void theFirstPageSaysWhatThisIsAndShowsTheLatest() {
    Answer page = nobody().get("/");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.texts("h1")).containsExactly("Short posts, good company");
    assertThat(page.posts()).hasSize(5).first().isEqualTo("Evening #sun 30");
    assertThat(page.page().select("a[href=/auth/register]")).isNotEmpty();
    assertThat(world.signedIn("amina").get("/").page().select("textarea")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/index", "/edit_profile", "/post/1/edit", "/post/1/delete"})
  void whatIsOnesOwnAsksToSignIn(String path) {
    Answer answer = nobody().get(path);

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.location()).isEqualTo("/auth/login?next=" + path.replace("/", "%2F"));
  }

  @Test
  void aClosedSiteShowsNothing() {
    Browser outside = closed.browser();
    long id = closed.post("ben", "Secret");
    for (String path : pages(id)) {
      assertThat(outside.get(path).status()).as(path).isEqualTo(302);
      assertThat(outside.get(path).location()).startsWith("/auth/login?next=");
      Answer inside = closed.signedIn("wei").get(path);
      assertThat(inside.status()).as(path).isEqualTo(200);
      assertThat(inside.header("Cache-Control")).as(path).doesNotContain("public");
    }
    assertThat(outside.get("/").location()).isEqualTo("/auth/login?next=%2F");
    assertThat(outside.get("/sitemap.xml").status()).isEqualTo(404);
    assertThat(outside.get("/robots.txt").body()).contains("Disallow: /\n");
    assertThat(outside.get("/auth/login").status()).isEqualTo(200);
    assertThat(outside.get("/auth/register").status()).isEqualTo(200);
  }

  @Test
  void aPublicPageIsAskedForAgainAndSentOnce() {
    Answer first = nobody().get("/explore");
    String tag = first.header("ETag");
    Answer again = nobody().with("If-None-Match", "\"x\", " + tag).get("/explore");
    Answer other = nobody().with("If-None-Match", "\"x\"").get("/explore");

    assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(first.header("Vary")).contains("Cookie").contains("Accept-Language");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.header("ETag")).isEqualTo(tag);
    assertThat(other.status()).isEqualTo(200);
  }

  @Test
  void whatBearsANameIsKeptNowhere() {
    Browser amina = world.signedIn("amina");
    for (String path : List.of("/", "/explore", "/user/ben", "/post/" + post)) {
      Answer page = amina.get(path);

      assertThat(page.header("Cache-Control")).as(path).isEqualTo("no-store");
      assertThat(page.header("ETag")).as(path).isEmpty();
    }
    // The sentence about what has just happened is for one person, signed in or not.
    Browser leaving = world.signedIn("ben");
    leaving.submit("/auth/logout", "/auth/logout");
    assertThat(leaving.get("/explore").header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void whatIsSharedIsDescribed() {
    Answer page = nobody().get("/post/" + post);

    assertThat(meta(page, "og:type")).isEqualTo("article");
    assertThat(meta(page, "og:url")).isEqualTo("https://blog.example/post/" + post);
    assertThat(meta(page, "og:description"))
        .isEqualTo(
            "Good <b>morning</b> & welcome, @ben and @nobody_here https://a.example/?b=1&c=2  #sun");
    assertThat(nobody().get("/user/amina?page=2").page().select("link[rel=canonical]").attr("href"))
        .isEqualTo("https://blog.example/user/amina");
    assertThat(nobody().get("/auth/login").page().select("meta[name=robots]").attr("content"))
        .isEqualTo("noindex");
  }

  private static String meta(Answer page, String property) {
    return page.page().select("meta[property=" + property + "]").attr("content");
  }

  private static Document xml(Answer answer) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aPersonHasAFeed() throws Exception {
    String path = nobody().get("/user/amina").page().select("link[rel=alternate]").attr("href");
    Answer answer = nobody().get(path);
    Document feed = xml(answer);

    assertThat(answer.header("Content-Type")).isEqualTo("application/atom+xml; charset=utf-8");
    assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=300");
    assertThat(text(feed, "title", 0)).isEqualTo("amina - Microblog");
    assertThat(text(feed, "id", 1)).isEqualTo("https://blog.example/post/" + post);
    assertThat(text(feed, "content", 0))
        .isEqualTo("Good <b>morning</b> & welcome, @ben and @nobody_herea.example/?b=1&c=2#sun");
    assertThat(feed.getElementsByTagNameNS("http://www.w3.org/1999/xhtml", "a").getLength())
        .as("ben, the address, the tag")
        .isEqualTo(3);
    assertThat(nobody().with("If-None-Match", answer.header("ETag")).get(path).status())
        .isEqualTo(304);
  }

  private static String text(Document document, String name, int index) {
    return document
        .getElementsByTagNameNS("http://www.w3.org/2005/Atom", name)
        .item(index)
        .getTextContent();
  }

  @Test
  void aTagHasAFeedOfOnePage() throws Exception {
    Document feed = xml(nobody().get("/tag/sun/feed.atom"));

    assertThat(text(feed, "title", 0)).isEqualTo("#sun - Microblog");
    assertThat(feed.getElementsByTagName("entry").getLength()).isEqualTo(25);
    assertThat(nobody().get("/tag/a%20b/feed.atom").status()).isEqualTo(404);
    assertThat(nobody().get("/user/nobody_here/feed.atom").status()).isEqualTo(404);
  }

  @Test
  void searchEnginesFindPeopleAndNoForms() throws Exception {
    Document map = xml(nobody().get("/sitemap.xml"));

    assertThat(map.getElementsByTagName("loc").item(2).getTextContent())
        .isEqualTo("https://blog.example/user/wei");
    assertThat(nobody().get("/robots.txt").body())
        .contains("Disallow: /auth/", "Sitemap: https://blog.example/sitemap.xml");
    assertThat(nobody().get("/manifest.webmanifest").header("Content-Type"))
        .startsWith("application/manifest+json");
  }
}
