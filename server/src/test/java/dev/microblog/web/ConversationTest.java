package dev.microblog.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.World;
import dev.microblog.message.SendMessage;
import dev.microblog.platform.time.Together;
import dev.microblog.schema.Tables;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Private messages by the pages: writing, reading, counting, deleting.
class ConversationTest {
  private World world;

  @BeforeEach
  void open() {
    world = World.open();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void write(String from, String to, String words) {
    world.advance(Duration.ofMillis(1));
    assertThat(
            world
                .rooms
                .messages()
                .send()
                .send(world.person(from), to, new SendMessage.Draft(words, "")))
        .isInstanceOf(SendMessage.Outcome.Sent.class);
  }

  private static List<String> bubbles(Answer page) {
    return page.texts(".bubble > div");
  }

  /// What is to be read, as the navigation says it.
  private static String badge(Browser browser) {
    var badge = browser.get("/settings").page().expectFirst("#message_count");
    return badge.hasAttr("hidden") ? "" : badge.text();
  }

  @Test
  void aMessageIsSentReadAndAnswered() {
    Browser amina = world.signedIn("amina");
    Browser ben = world.signedIn("ben");
    assertThat(amina.get("/user/ben").page().select("a[href=/send_message/ben]")).hasSize(1);
    Answer form = amina.get("/send_message/ben");
    assertThat(form.page().title()).isEqualTo("Send Message to ben - Microblog");

    Answer sent = amina.submit(form, "/send_message/ben", "message", "Are you *there*?\n\nHello");

    assertThat(sent.location()).isEqualTo("/user/ben");
    assertThat(amina.follow(sent).flash()).isEqualTo("Your message has been sent.");
    assertThat(badge(ben)).isEqualTo("1");
    assertThat(badge(amina)).isEmpty();
    Answer list = ben.get("/messages");
    assertThat(list.texts(".talks .name")).containsExactly("amina");
    assertThat(list.texts(".talks bdi")).containsExactly("Are you *there*? Hello");
    assertThat(list.texts(".talks .count")).containsExactly("1 unread");
    Answer thread = ben.get("/messages/AMINA");
    assertThat(bubbles(thread)).containsExactly("Are you *there*? Hello");
    assertThat(badge(ben)).as("opening marks nothing").isEqualTo("1");

    Answer answered = ben.submit(thread, "/messages/AMINA", "message", "I am");

    assertThat(answered.location()).isEqualTo("/messages/AMINA#latest");
    assertThat(ben.get("/messages/amina").flash()).isEqualTo("Your message has been sent.");
    assertThat(badge(ben)).as("who answers has read").isEmpty();
    assertThat(bubbles(amina.get("/messages/ben")))
        .containsExactly("Are you *there*? Hello", "I am");
    assertThat(amina.get("/messages").texts(".talks bdi")).containsExactly("I am");
    assertThat(ben.get("/messages").texts(".talks bdi")).containsExactly("You: I am");
  }

  @Test
  void whatWasOnThePageIsMarkedAndWhatCameAfterItIsNot() {
    write("ben", "amina", "One");
    write("ben", "amina", "Two");
    write("lucia", "amina", "Elsewhere");
    Browser amina = world.signedIn("amina");
    Answer page = amina.get("/messages/ben");
    write("ben", "amina", "Three");

    assertThat(badge(amina)).isEqualTo("4");
    Answer read = amina.submit(page, "/messages/ben/read");

    assertThat(read.location()).isEqualTo("/messages/ben");
    assertThat(badge(amina)).isEqualTo("2");
    assertThat(amina.get("/messages").texts(".talks .count"))
        .containsExactly("1 unread", "1 unread");
    Answer again = amina.get("/messages/ben");
    amina.submit(again, "/messages/ben/read");
    amina.submit(again, "/messages/ben/read");
    amina.submit(page, "/messages/ben/read");
    assertThat(badge(amina)).isEqualTo("1");
    assertThat(amina.get("/messages/ben").page().select("form[data-read]")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "99999999999999999999", "1.5", "9007199254740991"})
  void aStrangePlaceToHaveReadToCountsNothingTwice(String until) {
    write("ben", "amina", "One");
    Browser amina = world.signedIn("amina");
    String token = amina.get("/messages").token();

    amina.post("/messages/ben/read", "csrf_token", token, "until", until);
    write("ben", "amina", "Two");
    world.rooms.messages().read().markRead(world.person("amina"), "ben", Long.MAX_VALUE);

    assertThat(badge(amina)).isEmpty();
    write("ben", "amina", "Three");
    assertThat(badge(amina)).isEqualTo("1");
  }

  @Test
  void listsAreReadPageByPageAndOldAddressesAnswer() {
    for (int i = 1; i <= 30; i++) {
      world.add("writer_" + i);
      write("writer_" + i, "amina", "From " + i);
      write("ben", "amina", "Ben " + i);
    }
    Browser amina = world.signedIn("amina");

    Answer list = amina.get("/messages");
    assertThat(list.texts(".talks .name")).hasSize(25).startsWith("ben", "writer_30", "writer_29");
    Answer older = amina.get(list.page().select("a[rel=next]").attr("href"));
    assertThat(older.texts(".talks .name")).hasSize(6).endsWith("writer_1");
    assertThat(amina.get("/messages?page=2").texts(".talks .name"))
        .isEqualTo(older.texts(".talks .name"));
    assertThat(amina.get("/messages?page=99").status()).isEqualTo(200);

    Answer thread = amina.get("/messages/ben");
    assertThat(bubbles(thread)).hasSize(25).startsWith("Ben 6").endsWith("Ben 30");
    Answer before = amina.get(thread.page().select("a[rel=next]").attr("href"));
    assertThat(bubbles(before)).containsExactly("Ben 1", "Ben 2", "Ben 3", "Ben 4", "Ben 5");
    amina.submit(before, "/messages/ben/read");
    assertThat(badge(amina)).as("of 60 five were read").isEqualTo("55");
  }

  @Test
  void sendingTheSameFormTwiceAndAtOnceMakesOneMessage() throws Exception {
    Browser amina = world.signedIn("amina");
    Answer form = amina.get("/send_message/ben");

    List<Integer> statuses =
        Together.call(
            8, _ -> amina.copy().submit(form, "/send_message/ben", "message", "Once").status());
    amina.submit(form, "/send_message/ben", "message", "Another");

    assertThat(statuses).containsOnly(302);
    Browser ben = world.signedIn("ben");
    assertThat(bubbles(ben.get("/messages/amina"))).containsExactly("Once", "Another");
    assertThat(badge(ben)).isEqualTo("2");
  }

  @Test
  void ofAHundredAtOnceNoneIsLostAndNoneCountedTwice() throws Exception {
    List<String> writers = List.of("ben", "lucia", "dara", "wei");
    Together.run(
        8,
        number -> {
          for (int i = 0; i < 13; i++) {
            var draft = new SendMessage.Draft("Words " + number + ' ' + i, "");
            var send = world.rooms.messages().send();
            send.send(world.person(writers.get(number % 4)), "amina", draft);
            // A millisecond has only so many ids.
            world.clock.advance(Duration.ofMillis(1));
            if (i == 6) {
              world.rooms.messages().read().markRead(world.person("amina"), "ben", Long.MAX_VALUE);
            }
          }
        });

    Browser amina = world.signedIn("amina");
    long unread =
        amina.get("/messages").texts(".talks .count").stream()
            .mapToLong(count -> Long.parseLong(count.split(" ", 2)[0]))
            .sum();
    assertThat(badge(amina)).isEqualTo(Long.toString(unread));
    for (String writer : writers) {
      world.rooms.messages().read().markRead(world.person("amina"), writer, Long.MAX_VALUE);
    }
    assertThat(badge(amina)).isEmpty();
    assertThat(amina.get("/messages").texts(".talks .count")).isEmpty();
  }

  @Test
  void whatOneDeletesTheOtherKeeps() {
    write("ben", "amina", "First");
    write("ben", "amina", "Second");
    Browser amina = world.signedIn("amina");
    Browser ben = world.signedIn("ben");
    String path = amina.get("/messages/ben").page().select("a.drop").eachAttr("href").getLast();
    assertThat(bubbles(amina.get(path))).containsExactly("Second");

    Answer deleted = amina.submit(path, path);

    assertThat(amina.follow(deleted).flash()).isEqualTo("The message is deleted for you.");
    assertThat(bubbles(amina.get("/messages/ben"))).containsExactly("First");
    assertThat(amina.get("/messages").texts(".talks bdi")).containsExactly("First");
    assertThat(badge(amina)).isEqualTo("1");
    assertThat(amina.get(path).status()).isEqualTo(404);
    assertThat(bubbles(ben.get("/messages/amina"))).containsExactly("First", "Second");

    amina.submit("/messages/ben/delete", "/messages/ben/delete");
    world.settle();
    assertThat(amina.get("/messages").texts(".talks .name")).isEmpty();
    assertThat(bubbles(amina.get("/messages/ben"))).isEmpty();
    assertThat(amina.get("/messages/ben/delete").status()).isEqualTo(404);
    assertThat(badge(amina)).isEmpty();
    assertThat(bubbles(ben.get("/messages/amina"))).hasSize(2);
    write("ben", "amina", "Third");
    assertThat(bubbles(amina.get("/messages/ben"))).containsExactly("Third");
    assertThat(badge(amina)).isEqualTo("1");

    ben.submit("/messages/amina/delete", "/messages/amina/delete");
    amina.submit("/messages/ben/delete", "/messages/ben/delete");
    world.settle();
    assertThat(rows()).isZero();
  }

  private int rows() {
    return world.<Integer>read(sql -> sql.fetchCount(Tables.MESSAGE));
  }

  @Test
  void aDeletedAccountsMessagesStayWithTheOthers() {
    for (int i = 0; i < 120; i++) {
      write("amina", "ben", "From amina " + i);
    }
    write("ben", "amina", "From ben");
    write("amina", "amina", "For myself");
    Browser leaving = world.signedIn("amina");
    leaving.submit("/settings/delete", "/settings/delete", "password", World.PASSWORD);
    world.settle();

    Browser ben = world.signedIn("ben");
    Answer list = ben.get("/messages");
    assertThat(list.texts(".talks .name")).containsExactly("deleted account");
    String path = list.page().select(".talks a").attr("href");
    assertThat(path).startsWith("/messages/~").doesNotContain("amina");
    Answer thread = ben.get(path);
    assertThat(bubbles(thread)).hasSize(25).endsWith("From ben");
    assertThat(thread.page().text()).doesNotContain("amina ·").contains("deleted account");
    assertThat(thread.page().select("textarea")).isEmpty();
    ben.submit(thread, path.replace("#latest", "") + "/read");
    assertThat(badge(ben)).isEmpty();
    assertThat(ben.get("/messages/amina").status()).isEqualTo(404);
    assertThat(ben.get("/send_message/amina").status()).isEqualTo(404);
    assertThat(world.signedIn("lucia").get(path).status()).isEqualTo(404);
    assertThat(rows()).as("all but the note to herself").isEqualTo(121);

    String delete = path.replace("#latest", "") + "/delete";
    ben.submit(delete, delete);
    world.settle();
    assertThat(rows()).isZero();
  }

  @Test
  void aNoteToOneselfIsReadFromTheStart() {
    Browser amina = world.signedIn("amina");
    Answer sent =
        amina.submit("/send_message/amina", "/send_message/amina", "message", "Buy paint");

    assertThat(amina.follow(sent).flash()).isEqualTo("Your message has been sent.");
    assertThat(badge(amina)).isEmpty();
    Answer notes = amina.get("/messages/amina");
    assertThat(notes.texts("h1")).containsExactly("Your notes to yourself");
    assertThat(bubbles(notes)).containsExactly("Buy paint");
    String path = notes.page().select("a.drop").attr("href");
    amina.submit(path, path);
    assertThat(rows()).isZero();
    assertThat(amina.get("/messages").texts(".talks .name")).isEmpty();
  }

  @Test
  void whoMayWriteIsChosenInTheSettings() {
    Browser amina = world.signedIn("amina");
    Browser ben = world.signedIn("ben");
    amina.submit("/settings", "/settings/messages", "senders", "FOLLOWED");
    String sentence = "amina does not take messages from you.";

    assertThat(ben.get("/send_message/amina").texts("#closed")).containsExactly(sentence);
    String token = ben.get("/index").token();
    Answer refused = ben.post("/send_message/amina", "csrf_token", token, "message", "Kept <b>");
    assertThat(refused.texts("#closed")).containsExactly(sentence);
    assertThat(refused.page().select("textarea").text()).isEqualTo("Kept <b>");
    world.follow("amina", "ben");
    assertThat(ben.submit("/send_message/amina", "/send_message/amina", "message", "Hi").status())
        .isEqualTo(302);

    amina.submit("/settings", "/settings/messages", "senders", "NOBODY");
    assertThat(ben.get("/messages/amina").texts("#closed")).containsExactly(sentence);
    assertThat(amina.get("/settings").page().select("#senders [selected]").val())
        .isEqualTo("NOBODY");
    amina.submit("/settings", "/settings/messages", "senders", "EVERYBODY");
    assertThat(amina.get("/settings").page().select("#senders [selected]").val())
        .as("what is not offered changes nothing")
        .isEqualTo("NOBODY");
    assertThat(bubbles(amina.get("/messages/ben"))).containsExactly("Hi");
  }
}
