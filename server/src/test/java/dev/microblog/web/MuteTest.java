package dev.microblog.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.Program;
import dev.microblog.World;
import dev.microblog.message.SendMessage;
import dev.microblog.mute.Filter;
import dev.microblog.mute.Mutes;
import dev.microblog.platform.time.Together;
import dev.microblog.schema.Tables;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What somebody does not want to read: people and words, on every surface.
class MuteTest {
  private static final String WORD = "lighthouse";

  private static final List<String> LISTS =
      List.of(
          "/index", "/explore", "/tag/sea", "/search?q=" + WORD, "/search?q=" + WORD + "&sort=new");

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

  private void mute(String name) {
    assertThat(world.rooms.mutes().mutes().mute(world.person("amina"), name))
        .isInstanceOf(Mutes.Outcome.Done.class);
  }

  private void filter(String words, Filter.Action action) {
    world.rooms.mutes().filters().add(world.person("amina"), words, action);
  }

  @Test
  void postsOfTheMutedAreInNoListAndOnTheirOwnPage() {
    world.follow("amina", "ben");
    long post = world.post("ben", "The " + WORD + " by ben #sea");
    world.settle();
    Browser ben = world.signedIn("ben");
    for (String list : LISTS) {
      assertThat(amina.get(list).body()).as(list).contains("by ben");
    }

    Answer done = amina.submit("/user/ben", "/mute/ben");
    assertThat(done.location()).isEqualTo("/user/ben");
    Answer page = amina.follow(done);
    assertThat(page.flash()).isEqualTo("You have muted ben.");
    assertThat(page.posts()).containsExactly("The " + WORD + " by ben #sea");
    assertThat(page.page().text()).contains("You have muted ben: their posts are here");
    for (String list : LISTS) {
      assertThat(amina.get(list).body()).as(list).doesNotContain("by ben");
      assertThat(ben.get(list).body()).as(list).contains("by ben");
    }
    assertThat(amina.get("/post/" + post).posts()).hasSize(1);
    assertThat(ben.get("/user/amina").body()).doesNotContain("muted");

    // Whoever is muted goes on: follows, and writes.
    world.follow("ben", "amina");
    var words = new SendMessage.Draft("Hello", "");
    assertThat(world.rooms.messages().send().send(world.person("ben"), "amina", words))
        .isInstanceOf(SendMessage.Outcome.Sent.class);
    assertThat(amina.get("/messages/ben").texts(".bubble > div")).containsExactly("Hello");

    Answer list = amina.get("/settings/mutes");
    assertThat(list.texts(".lines .name")).containsExactly("ben");
    Answer undone = amina.submit(list, "/unmute/ben");
    assertThat(undone.location()).isEqualTo("/settings/mutes");
    assertThat(amina.follow(undone).flash()).isEqualTo("ben is no longer muted.");
    for (String path : LISTS) {
      assertThat(amina.get(path).body()).as(path).contains("by ben");
    }
  }

  @Test
  void pagesAreFullHoweverMuchOfTheMutedLiesBetween() {
    world.follow("amina", "ben", "lucia");
    world.posts("lucia", "Of lucia #sea", 26);
    world.posts("ben", "Of ben #sea", 60);
    world.post("lucia", "The last #sea");
    world.settle();
    mute("ben");

    for (String path : List.of("/index", "/explore", "/tag/sea")) {
      Answer page = amina.get(path);
      assertThat(page.posts()).as(path).hasSize(25).startsWith("The last #sea");
      assertThat(page.posts()).as(path).noneMatch(post -> post.contains("ben"));
      Answer older = amina.get(page.page().select("a[rel=next]").attr("href"));
      assertThat(older.posts()).as(path).containsExactly("Of lucia #sea 2", "Of lucia #sea 1");
      assertThat(amina.get(older.page().select("a[rel=prev]").attr("href")).posts()).hasSize(25);
    }
    String newest = amina.get("/explore").page().select("[data-newest]").attr("data-newest");
    world.post("ben", "Nothing for her");
    world.settle();
    assertThat(amina.get("/explore/fresh?after=" + newest).status()).isEqualTo(204);
    assertThat(amina.get("/index/fresh?after=" + newest).status()).isEqualTo(204);
    assertThat(world.browser().get("/explore/fresh?after=" + newest).status()).isEqualTo(200);
  }

  @Test
  void whatTheMutedDoIsToldNoMoreButForMessages() throws Exception {
    world.follow("ben", "amina");
    world.post("ben", "Look, @amina and @lucia");
    world
        .rooms
        .messages()
        .send()
        .send(world.person("ben"), "amina", new SendMessage.Draft("Hi", ""));
    world.settle();
    assertThat(amina.get("/notifications").texts(".notice")).hasSize(3);

    mute("ben");
    assertThat(amina.get("/notifications").texts(".notice"))
        .singleElement()
        .asString()
        .contains("ben wrote to you");
    world.rooms.follows().unfollow(world.person("ben"), "amina");
    world.follow("ben", "amina");
    world.post("ben", "Again, @amina and @lucia");
    world.settle();
    assertThat(amina.get("/notifications").texts(".notice")).hasSize(1);
    assertThat(world.signedIn("lucia").get("/notifications").texts(".notice")).hasSize(2);

    for (int i = 0; i < 4; i++) {
      world.rooms.mutes().mutes().unmute(world.person("amina"), "ben");
      world.post("ben", "@amina " + i);
      Together.run(
          2,
          which -> {
            if (which == 0) {
              mute("ben");
            } else {
              world.rooms.workers().forEach(world.rooms.outbox()::drain);
            }
          });
      assertThat(amina.get("/notifications").texts(".notice")).hasSize(1);
    }
  }

  @Test
  void strangeMutesAreAnsweredInWords() {
    String token = amina.get("/index").token();
    assertThat(amina.follow(amina.post("/mute/amina", "csrf_token", token)).flash())
        .isEqualTo("You cannot mute yourself.");
    for (String path : List.of("/mute/nobody_here", "/unmute/nobody_here")) {
      assertThat(amina.post(path, "csrf_token", token).status()).isEqualTo(404);
    }
    Answer away = amina.post("/unmute/ben", "csrf_token", token, "next", "//evil.example");
    assertThat(away.location()).isEqualTo("/user/ben");
    assertThat(world.browser().get("/settings/mutes").status()).isEqualTo(302);
    assertThat(world.browser().get("/settings/filters").status()).isEqualTo(302);
    assertThat(amina.get("/user/amina").page().select("form[action^=/mute]")).isEmpty();
  }

  @Test
  void wordsFoldOrLeaveOutPostsOfOthersInListsAndNeverOnesOwn() {
    world.follow("amina", "ben");
    world.post("ben", "The " + WORD + " in the fog #sea");
    long storm = world.post("ben", "The " + WORD + " in the Storm #sea");
    world.post("amina", "My " + WORD + " in fog and storm #sea");
    world.settle();

    Answer added = amina.submit("/settings/filters", "/settings/filters", "words", " FOG ");
    assertThat(amina.follow(added).flash()).isEqualTo("Posts with “FOG” are filtered.");
    amina.submit("/settings/filters", "/settings/filters", "words", "storm", "what", "hide");

    for (String list : LISTS) {
      Answer page = amina.get(list);
      assertThat(page.texts(".post > details.folded > summary"))
          .as(list)
          .containsExactly("Filtered: FOG");
      assertThat(page.texts(".folded .post-body"))
          .as(list)
          .containsExactly("The " + WORD + " in the fog #sea");
      assertThat(page.texts(".post > .post-body"))
          .as(list)
          .containsExactly("My " + WORD + " in fog and storm #sea");
      assertThat(page.texts(".left-out"))
          .as(list)
          .containsExactly("Your filters leave out 1 post of this page. Filtered words");
      assertThat(world.signedIn("lucia").get(list).page().select(".folded, .left-out")).isEmpty();
    }
    // Whoever looks for a person or a post finds it.
    assertThat(amina.get("/user/ben").texts(".folded > summary"))
        .containsExactly("Filtered: storm", "Filtered: FOG");
    assertThat(amina.get("/post/" + storm).page().select(".folded")).isEmpty();

    Answer list = amina.get("/settings/filters");
    assertThat(list.texts(".lines strong")).containsExactly("storm", "FOG");
    String remove = list.page().select("form[action$=/remove]").attr("action");
    assertThat(amina.follow(amina.submit(list, remove)).flash())
        .isEqualTo("The filter is removed.");
    assertThat(amina.get("/explore").texts(".post > .post-body"))
        .contains("The " + WORD + " in the Storm #sea");
  }

  @Test
  void aPageOfWhatIsLeftOutSaysSoAndLeadsOn() {
    world.post("lucia", "At last");
    world.posts("ben", "The storm", 30);
    filter("storm", Filter.Action.HIDE);

    Answer page = amina.get("/explore");
    assertThat(page.posts()).isEmpty();
    assertThat(page.texts(".left-out"))
        .containsExactly("Your filters leave out 25 posts of this page. Filtered words");
    assertThat(page.page().text()).doesNotContain("Nobody has posted");
    Answer older = amina.get(page.page().select("a[rel=next]").attr("href"));
    assertThat(older.posts()).containsExactly("At last");

    String first = older.page().select("a[href^=/post/]").attr("href").replace("/post/", "");
    assertThat(amina.get("/explore/fresh?after=" + first).status()).isEqualTo(204);
  }

  @Test
  void wordsThatWillNotDoAreAnsweredInWords() {
    Answer empty = amina.submit("/settings/filters", "/settings/filters", "words", " ");
    assertThat(empty.error("words")).isEqualTo("This field is required.");
    Answer text =
        amina.submit(
            "/settings/filters", "/settings/filters", "words", "x".repeat(101), "what", "hide");
    assertThat(text.error("words")).isEqualTo("It may have 100 characters at most.");
    assertThat(text.value("words")).hasSize(101);
    assertThat(text.page().select("option[selected]").val()).isEqualTo("hide");
    for (int i = 0; i < 50; i++) {
      filter("word " + i, Filter.Action.WARN);
    }
    Answer full = amina.submit("/settings/filters", "/settings/filters", "words", "<b>one more");
    assertThat(full.error("words")).startsWith("You filter as many words as one can.");
    assertThat(full.value("words")).isEqualTo("<b>one more");
  }

  @Test
  void programsMuteAndFilterAsPagesDo() {
    world.post("ben", "By ben");
    world.post("lucia", "The storm");
    Program program = world.program("amina");

    assertThat(program.send("PUT", "/api/people/ben/mute", null).body())
        .contains("\"muting\":true");
    assertThat(program.send("PUT", "/api/people/amina/mute", null).status()).isEqualTo(409);
    assertThat(program.read("/api/me/mutes").path("items").findValuesAsString("username"))
        .containsExactly("ben");
    Answer added = program.post("/api/me/filters", "{\"words\":\"Storm\",\"action\":\"hide\"}");
    assertThat(added.status()).isEqualTo(201);
    assertThat(program.post("/api/me/filters", "{\"words\":\"x\",\"action\":\"burn\"}").status())
        .isEqualTo(422);
    assertThat(program.post("/api/me/filters", "{\"words\":\" \",\"action\":\"warn\"}").status())
        .isEqualTo(422);
    JsonNode explore = program.read("/api/timelines/explore").path("items");
    assertThat(explore).hasSize(1);
    assertThat(explore.path(0).path("filtered").toString())
        .isEqualTo("{\"words\":\"Storm\",\"action\":\"hide\"}");
    assertThat(world.program("lucia").read("/api/timelines/explore").path("items").path(0))
        .noneMatch(member -> member.isString() && member.asString().equals("hide"));

    String id = Program.json(added).path("id").asString();
    assertThat(world.program("ben").send("DELETE", "/api/me/filters/" + id, null).status())
        .isEqualTo(404);
    assertThat(program.send("DELETE", "/api/me/filters/" + id, null).status()).isEqualTo(204);
    assertThat(program.read("/api/me/filters").path("items")).isEmpty();
    assertThat(program.send("DELETE", "/api/people/ben/mute", null).body())
        .contains("\"muting\":false");
  }

  @Test
  void nothingIsLeftWhenAnAccountIsDeleted() {
    mute("ben");
    filter("storm", Filter.Action.HIDE);
    world.rooms.mutes().mutes().mute(world.person("lucia"), "amina");
    amina.submit("/settings/delete", "/settings/delete", "password", World.PASSWORD);
    assertThat(world.signedIn("lucia").get("/settings/mutes").texts(".lines .name")).isEmpty();
    world.settle();

    assertThat(world.<Integer>read(sql -> sql.fetchCount(Tables.MUTE))).isZero();
    assertThat(world.<Integer>read(sql -> sql.fetchCount(Tables.WORD_FILTER))).isZero();
  }
}
