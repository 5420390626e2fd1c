package dev.microblog.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.World;
import dev.microblog.message.SendMessage;
import dev.microblog.schema.Tables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Table;
import org.jooq.TableField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Private is private: every kind of viewer tries everything with a conversation that is not
/// theirs, and nothing is seen or changed; and what nobody should send does no harm.
class MessagePrivacyTest {
  private static final String SECRET = "the key is under the stone";

  private World world;
  private long message;
  private long talk;

  @BeforeEach
  void open() {
    world = World.open();
    world
        .rooms
        .messages()
        .send()
        .send(world.person("amina"), "ben", new SendMessage.Draft(SECRET, ""));
    world
        .rooms
        .messages()
        .send()
        .send(world.person("lucia"), "amina", new SendMessage.Draft("Of lucia", ""));
    message = first(Tables.MESSAGE.ID);
    talk = first(Tables.TALK.ID);
  }

  private long first(TableField<?, Long> id) {
    return world.<Long>read(
        sql ->
            Objects.requireNonNull(
                sql.select(id).from(id.getTable()).orderBy(id).limit(1).fetchSingle(id)));
  }

  @AfterEach
  void close() {
    world.close();
  }

  private List<String> everything() {
    return world.read(
        sql ->
            List.<Table<?>>of(Tables.MESSAGE, Tables.TALK, Tables.MAILBOX, Tables.BLOCK).stream()
                .map(table -> sql.selectFrom(table).orderBy(table.field(0)).fetch().formatCSV())
                .toList());
  }

  /// Strangers to the conversation of amina and ben: one who never wrote, one who wrote to one of
  /// them, one whom one of them blocked, one whom both follow, and who is not signed in.
  private Map<String, Browser> strangers() {
    world.rooms.blocks().block(world.person("amina"), "wei");
    world.follow("amina", "dara");
    world.follow("ben", "dara");
    Map<String, Browser> strangers = new LinkedHashMap<>();
    for (String name : List.of("lucia", "dara", "wei")) {
      strangers.put(name, world.signedIn(name));
    }
    strangers.put("nobody", world.browser());
    return strangers;
  }

  @Test
  void nobodyElseSeesOrChangesAnything() {
    Map<String, Browser> strangers = strangers();
    List<String> before = everything();

    strangers.forEach(
        (name, browser) -> {
          String token = browser.get(name.equals("nobody") ? "/auth/login" : "/index").token();
          for (String key : List.of("amina", "ben", "~" + talk, "~" + (talk + 1), name)) {
            String path = "/messages/" + key;
            for (String get :
                List.of("/messages", path, path + "/delete", path + "/" + message + "/delete")) {
              assertThat(browser.get(get).body()).as(name + " at " + get).doesNotContain(SECRET);
            }
            for (String post :
                List.of("/read", "/delete", "/" + message + "/delete", "/1/delete")) {
              Answer answer =
                  browser.post(path + post, "csrf_token", token, "until", Long.toString(message));
              assertThat(answer.body()).as(name + " posts " + post).doesNotContain(SECRET);
              assertThat(answer.status()).as(name + " posts " + path + post).isIn(302, 404);
            }
          }
          for (String elsewhere :
              List.of("/search?q=stone", "/explore", "/user/amina", "/user/ben")) {
            assertThat(browser.get(elsewhere).body()).as(elsewhere).doesNotContain(SECRET);
          }
        });

    // Reading one's own conversation is one's own affair: lucia's with amina has nothing to read.
    assertThat(withoutDeletedByLucia(everything())).isEqualTo(withoutDeletedByLucia(before));
    assertThat(world.signedIn("ben").get("/messages/amina").texts(".bubble > div"))
        .containsExactly(SECRET);
    assertThat(world.signedIn("amina").get("/messages/ben").texts(".bubble > div"))
        .containsExactly(SECRET);
  }

  /// Of all that was tried lucia may delete her own conversation with amina, on her side.
  private List<String> withoutDeletedByLucia(List<String> tables) {
    long lucia = world.person("lucia").id();
    return tables.stream()
        .map(
            table -> String.join("\n", table.lines().filter(l -> !l.contains("" + lucia)).toList()))
        .toList();
  }

  @Test
  void aMessageIsReachedThroughItsOwnConversationAlone() {
    Browser amina = world.signedIn("amina");
    List<String> before = everything();
    String token = amina.get("/messages").token();

    for (String path :
        List.of("/messages/lucia/" + message, "/messages/amina/" + message, "/messages/dara/1")) {
      assertThat(amina.get(path + "/delete").status()).isEqualTo(404);
      assertThat(amina.post(path + "/delete", "csrf_token", token).status()).isEqualTo(404);
    }

    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void nothingIsDoneWithoutTheTokenAndTheWordsAreKept() {
    Browser amina = world.signedIn("amina");
    List<String> before = everything();

    for (String path : List.of("/send_message/ben", "/messages/ben")) {
      Answer refused = amina.post(path, "csrf_token", "old", "message", "Kept <words>");
      assertThat(refused.flash()).contains("open for too long");
      assertThat(refused.value("message")).isEqualTo("Kept <words>");
    }
    for (String path :
        List.of(
            "/messages/ben/read", "/messages/ben/delete", "/messages/ben/" + message + "/delete")) {
      assertThat(amina.post(path, "csrf_token", "old").flash()).contains("open for too long");
    }

    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void wordsAreNotLostWithTheSession() {
    Browser amina = world.signedIn("amina");
    Answer form = amina.get("/send_message/ben");
    amina.copy().submit("/", "/auth/logout");

    Answer lost = amina.submit(form, "/send_message/ben", "message", "Kept <words>");

    assertThat(lost.status()).isEqualTo(401);
    assertThat(lost.value("message")).isEqualTo("Kept <words>");
    amina.signIn("amina", World.PASSWORD);
    Answer again = amina.submit(lost, "/send_message/ben");
    assertThat(amina.submit(again, "/send_message/ben").location()).isEqualTo("/user/ben");
  }

  @Test
  void htmlIsTextAndLinksAreOnlyLinks() {
    Browser ben = world.signedIn("ben");
    String hostile =
        "<script id=injected>alert(1)</script> \"'&amp; javascript:alert(1) https://a.example/?<b id=injected>"
            + " \u202Eevil\u0000 @amina #sea";
    ben.submit("/send_message/amina", "/send_message/amina", "message", hostile);

    Browser amina = world.signedIn("amina");
    for (String path : List.of("/messages", "/messages/ben")) {
      Answer page = amina.get(path);
      assertThat(page.page().getElementById("injected")).isNull();
      assertThat(page.body()).doesNotContain("\u202E", "\u0000");
      assertThat(page.page().text()).contains("<script id=injected>alert(1)</script> \"'&amp;");
    }
    assertThat(amina.get("/messages/ben").page().select(".bubble > div a[href]").eachAttr("href"))
        .allMatch(href -> href.startsWith("https://a.example/") || href.equals("/tag/sea"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\n\n", "\u200B\u2060"})
  void aMessageWithoutWordsIsRefused(String words) {
    Browser amina = world.signedIn("amina");
    Answer refused = amina.submit("/send_message/ben", "/send_message/ben", "message", words);

    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.error("message")).isEqualTo("This field is required.");
  }

  @Test
  void theLongestMessageIsTakenAndALongerOneComesBack() {
    Browser amina = world.signedIn("amina");
    String family = "👨‍👩‍👧";
    assertThat(
            amina
                .submit("/send_message/ben", "/send_message/ben", "message", family.repeat(2_000))
                .status())
        .isEqualTo(302);

    for (String words :
        List.of("x".repeat(2_001), "x".repeat(900_000), "e" + "\u0301".repeat(30_000))) {
      Answer refused = amina.submit("/messages/ben", "/messages/ben", "message", words);
      if (refused.status() == 200) {
        assertThat(refused.error("message")).contains("between 1 and 2000 characters");
        assertThat(refused.value("message")).isEqualTo(words);
      } else {
        assertThat(words).as("what is cut to what a letter needs").startsWith("e");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nobody_here", "~", "~x", "~0", "~-1", "~99999999999999999999", "%00", "a%0Ab"})
  void whoIsNotThereIsNotFound(String key) {
    Browser amina = world.signedIn("amina");
    String token = amina.get("/messages").token();
    for (String path : List.of("/messages/" + key, "/messages/" + key + "/delete")) {
      assertThat(amina.get(path).status()).as(path).isIn(400, 404);
    }
    assertThat(amina.get("/send_message/" + key).status()).isIn(400, 404);
    for (String path :
        List.of("/messages/" + key, "/messages/" + key + "/read", "/send_message/" + key)) {
      assertThat(amina.post(path, "csrf_token", token, "message", "Words", "until", "5").status())
          .as(path)
          .isIn(400, 404);
    }
  }
}
