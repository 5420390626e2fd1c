package dev.microblog.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.World;
import dev.microblog.block.Blocks;
import dev.microblog.follow.Follows;
import dev.microblog.message.SendMessage;
import dev.microblog.platform.db.Cursor;
import dev.microblog.platform.time.Together;
import dev.microblog.schema.Tables;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Blocking: what it keeps from both, on every surface, and for how long.
class BlockTest {
  private static final String WORD = "lighthouse";

  private World world;

  @BeforeEach
  void open() {
    world = World.open();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void block(String blocker, String blocked) {
    assertThat(world.rooms.blocks().block(world.person(blocker), blocked))
        .isInstanceOf(Blocks.Outcome.Done.class);
  }

  /// Where a post of somebody may come up. Feeds are left out: programs read them, as nobody.
  private static Map<String, String> surfaces(String author, long post) {
    return Map.of(
        "home",
        "/index",
        "explore",
        "/explore",
        "tag",
        "/tag/sea",
        "search",
        "/search?q=" + WORD + "&sort=new",
        "best",
        "/search?q=" + WORD,
        "profile",
        "/user/" + author,
        "post",
        "/post/" + post);
  }

  /// Every viewer, every surface, before, during and after a block.
  @Test
  void neitherSeesThePostsOfTheOtherAnywhereAndEverybodyElseDoes() {
    world.follow("amina", "ben");
    world.follow("ben", "amina");
    long ofAmina = world.post("amina", WORD + " by amina #sea");
    long ofBen = world.post("ben", WORD + " by ben #sea");
    world.settle();
    Browser amina = world.signedIn("amina");
    Map<String, Browser> viewers =
        Map.of(
            "amina", amina,
            "ben", world.signedIn("ben"),
            "lucia", world.signedIn("lucia"),
            "nobody", world.browser());

    assertSeen(viewers, "ben", ofBen, List.of("amina", "ben", "lucia", "nobody"), true);
    assertSeen(viewers, "amina", ofAmina, List.of("amina", "ben", "lucia", "nobody"), true);

    Answer asked = amina.get("/block/ben");
    Answer done = amina.submit(asked, "/block/ben");
    assertThat(amina.follow(done).flash()).isEqualTo("You have blocked ben.");
    world.settle();
    assertSeen(viewers, "ben", ofBen, List.of("ben", "lucia", "nobody"), false);
    assertSeen(viewers, "amina", ofAmina, List.of("amina", "lucia", "nobody"), false);

    Answer list = amina.get("/settings/blocks");
    assertThat(list.texts(".lines .name")).containsExactly("ben");
    Answer undone = amina.submit(list, "/unblock/ben");
    assertThat(undone.location()).isEqualTo("/settings/blocks");
    assertThat(amina.follow(undone).flash()).isEqualTo("ben is no longer blocked.");
    assertSeen(viewers, "ben", ofBen, List.of("amina", "ben", "lucia", "nobody"), false);
  }

  /// @param home whether those who follow have it at home, too
  private static void assertSeen(
      Map<String, Browser> viewers, String author, long post, List<String> seeing, boolean home) {
    surfaces(author, post)
        .forEach(
            (surface, path) ->
                viewers.forEach(
                    (viewer, browser) -> {
                      boolean own = viewer.equals(author);
                      boolean member = !viewer.equals("nobody");
                      boolean expected =
                          switch (surface) {
                            case "home" ->
                                own || (home && isFriend(viewer) && seeing.contains(viewer));
                            case "search", "best" -> member && seeing.contains(viewer);
                            default -> seeing.contains(viewer);
                          };
                      assertThat(browser.get(path).body().contains("by " + author))
                          .as("%s's post for %s on %s", author, viewer, surface)
                          .isEqualTo(expected);
                    }));
  }

  private static boolean isFriend(String viewer) {
    return viewer.equals("amina") || viewer.equals("ben");
  }

  @Test
  void pagesAreFullHoweverMuchOfTheBlockedLiesBetween() {
    world.posts("lucia", "Of lucia #sea", 26);
    world.posts("ben", "Of ben #sea", 60);
    world.post("lucia", "The last #sea");
    block("amina", "ben");

    Browser amina = world.signedIn("amina");
    for (String path : List.of("/explore", "/tag/sea")) {
      Answer page = amina.get(path);
      assertThat(page.posts()).as(path).hasSize(25).startsWith("The last #sea");
      assertThat(page.posts()).as(path).noneMatch(post -> post.contains("ben"));
      Answer older = amina.get(page.page().select("a[rel=next]").attr("href"));
      assertThat(older.posts()).as(path).containsExactly("Of lucia #sea 2", "Of lucia #sea 1");
      assertThat(amina.get(older.page().select("a[rel=prev]").attr("href")).posts()).hasSize(25);
    }
    long newest =
        world
            .rooms
            .timelines()
            .explore(world.person("amina"), Cursor.first())
            .items()
            .getFirst()
            .post()
            .id();
    world.post("ben", "Nothing for her");
    assertThat(amina.get("/explore/fresh?after=" + newest).status()).isEqualTo(204);
    assertThat(world.browser().get("/explore/fresh?after=" + newest).status()).isEqualTo(200);
  }

  @Test
  void aBlockEndsFollowsBothWaysAndNeitherBeginsAgain() {
    world.follow("amina", "ben");
    world.follow("ben", "amina");
    block("amina", "ben");

    Browser ben = world.signedIn("ben");
    Browser amina = world.signedIn("amina");
    assertThat(amina.get("/user/amina").page().text()).contains("0 followers", "0 following");
    assertThat(ben.get("/user/ben").page().text()).contains("0 followers", "0 following");
    for (Browser browser : List.of(ben, amina)) {
      String other = browser == ben ? "amina" : "ben";
      Answer page = browser.get("/user/" + other);
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.page().select("form[action^=/follow], a[href^=/send_message]")).isEmpty();
      String token = browser.get("/index").token();
      Answer refused = browser.post("/follow/" + other, "csrf_token", token);
      assertThat(browser.follow(refused).flash()).isEqualTo("You cannot follow " + other + ".");
      assertThat(browser.get("/user/" + other + "/popup").page().select("form")).isEmpty();
    }
    assertThat(ben.get("/user/amina").page().text())
        .contains("There is nothing here for you to read.")
        .doesNotContain("blocked you");
    assertThat(amina.get("/user/ben").page().select("form[action=/unblock/ben]")).hasSize(1);
    assertThat(amina.get("/index").page().select(".aside .name").eachText()).doesNotContain("ben");

    world.rooms.blocks().unblock(world.person("amina"), "ben");
    assertThat(world.rooms.follows().follow(world.person("ben"), "amina"))
        .isInstanceOf(Follows.Outcome.Done.class);
  }

  @Test
  void aNameOfSomebodyApartIsOnlyAWord() {
    block("amina", "ben");
    long byBen = world.post("ben", "Look, @amina and @lucia");
    long byAmina = world.post("amina", "Look, @ben and @lucia");
    long before = world.post("dara", "Both @amina and @ben");

    Browser lucia = world.signedIn("lucia");
    for (long id : List.of(byBen, byAmina)) {
      assertThat(lucia.get("/post/" + id).texts("a.at")).containsExactly("@lucia");
    }
    assertThat(lucia.get("/post/" + before).texts("a.at")).containsExactly("@amina", "@ben");
    Browser ben = world.signedIn("ben");
    String edit = "/post/" + byBen + "/edit";
    ben.submit(edit, edit, "post", "Again, @AMINA");
    assertThat(lucia.get("/post/" + byBen).page().select("a.at")).isEmpty();
  }

  @Test
  void nothingIsWrittenBetweenThemAndTheAnswerSaysNoMoreThanItMust() {
    world.rooms.messages().send().send(world.person("ben"), "amina", draft("Before"));
    block("amina", "ben");
    Browser amina = world.signedIn("amina");
    Browser ben = world.signedIn("ben");

    Answer closed = ben.get("/send_message/amina");
    assertThat(closed.texts("#closed")).containsExactly("amina does not take messages from you.");
    Answer thread = ben.get("/messages/amina");
    assertThat(thread.texts(".bubble > div")).containsExactly("Before");
    String token = thread.token();
    for (String path : List.of("/send_message/amina", "/messages/amina")) {
      Answer refused = ben.post(path, "csrf_token", token, "message", "After");
      assertThat(refused.texts("#closed"))
          .containsExactly("amina does not take messages from you.");
    }
    assertThat(amina.get("/messages/ben").texts("#closed"))
        .containsExactly("You have blocked ben. To write, unblock them first.");
    assertThat(amina.get("/messages/ben").texts(".bubble > div")).containsExactly("Before");

    // For who is blocked and for whom a choice leaves out it reads the same.
    world.rooms.blocks().unblock(world.person("amina"), "ben");
    amina.submit("/settings", "/settings/messages", "senders", "NOBODY");
    assertThat(ben.get("/send_message/amina").texts("main")).isEqualTo(closed.texts("main"));
  }

  private static SendMessage.Draft draft(String words) {
    return new SendMessage.Draft(words, "");
  }

  @Test
  void whatHappensAtTheSameMomentStandsBeforeTheBlockOrNotAtAll() throws Exception {
    for (int round = 0; round < 8; round++) {
      String name = "near_" + round;
      world.add(name);
      Together.run(
          4,
          number -> {
            switch (number) {
              case 0 -> block("amina", name);
              case 1 -> world.rooms.follows().follow(world.person(name), "amina");
              case 2 -> world.rooms.follows().follow(world.person("amina"), name);
              default -> block("amina", name);
            }
          });
      Browser browser = world.signedIn(name);
      assertThat(browser.get("/user/" + name).page().text()).contains("0 followers", "0 following");
    }
    assertThat(world.signedIn("amina").get("/settings/blocks").texts(".lines .name")).hasSize(8);
    assertThat(world.signedIn("amina").get("/user/amina").page().text())
        .contains("0 followers", "0 following");
  }

  @Test
  void strangeBlocksAreAnsweredInWords() {
    Browser amina = world.signedIn("amina");
    String token = amina.get("/index").token();
    Answer oneself = amina.post("/block/amina", "csrf_token", token);
    assertThat(amina.follow(oneself).flash()).isEqualTo("You cannot block yourself.");
    assertThat(amina.get("/block/amina").status()).isEqualTo(404);
    for (String path : List.of("/block/nobody_here", "/unblock/nobody_here")) {
      assertThat(amina.post(path, "csrf_token", token).status()).isEqualTo(404);
    }
    assertThat(amina.get("/block/nobody_here").status()).isEqualTo(404);
    assertThat(amina.get("/block/ben").status()).isEqualTo(200);
    Answer away = amina.post("/unblock/ben", "csrf_token", token, "next", "//evil.example");
    assertThat(away.location()).isEqualTo("/user/ben");
    assertThat(world.browser().get("/settings/blocks").status()).isEqualTo(302);
  }

  @Test
  void theBlocksOfADeletedAccountGoWithIt() {
    block("amina", "ben");
    block("lucia", "amina");
    Browser amina = world.signedIn("amina");
    amina.submit("/settings/delete", "/settings/delete", "password", World.PASSWORD);
    assertThat(world.signedIn("lucia").get("/settings/blocks").texts(".lines .name")).isEmpty();
    world.settle();

    assertThat(world.<Integer>read(sql -> sql.fetchCount(Tables.BLOCK))).isZero();
  }
}
