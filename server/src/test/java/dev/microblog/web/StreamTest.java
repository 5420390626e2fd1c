package dev.microblog.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.Listening;
import dev.microblog.Wire;
import dev.microblog.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Open pages are told of news as they happen, each what its own person may know, as long as its
/// session holds.
class StreamTest {
  private static final Duration MOMENT = Duration.ofMillis(300);

  private static World world;
  private static int readers;

  /// Who listens, another in each test.
  private String name;

  private Browser reader;
  private final List<Listening> opened = new ArrayList<>();

  @BeforeAll
  static void open() {
    world = World.open();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @BeforeEach
  void signIn() {
    name = "reader_" + ++readers;
    world.add(name);
    reader = world.signedIn(name);
  }

  @AfterEach
  void leave() {
    opened.forEach(Listening::close);
  }

  private Listening listen(Browser browser) {
    Listening page = new Listening(world.uri, browser, null);
    opened.add(page);
    assertThat(page.status()).isEqualTo(200);
    return page;
  }

  private static void assertSays(String data, int messages, int notifications) {
    assertThat(data)
        .startsWith(
            "{\"messages\":" + messages + ",\"notifications\":" + notifications + ",\"said\":");
  }

  @Test
  void whoBeginsToListenHearsHowThingsStandAndThenWhatChanges() {
    Listening page = listen(reader);

    assertThat(page.header("Content-Type")).startsWith("text/event-stream");
    assertThat(page.header("X-Accel-Buffering")).isEqualTo("no");
    assertThat(page.header("Cache-Control")).contains("no-store");
    assertThat(page.header("Content-Security-Policy")).isNotEmpty();
    assertThat(Integer.parseInt(page.next("retry: "))).isBetween(2_000, 6_000);
    assertSays(page.next("data: "), 0, 0);
    world.follow("ben", name);
    world.look();
    assertSays(page.next("data: "), 0, 1);
    world.post("lucia", "For @" + name);
    world.settle();
    world.look();
    assertSays(page.next("data: "), 0, 2);
    world
        .signedIn("dara")
        .submit("/send_message/" + name, "/send_message/" + name, "message", "A secret");
    world.look();
    String data = page.next("data: ");
    assertSays(data, 1, 3);
    assertThat(data)
        .contains("1 message and 3 notifications to read")
        .doesNotContain("secret", "dara", "lucia");
    reader.submit("/messages/dara", "/messages/dara/read");
    world.look();
    assertSays(page.next("data: "), 0, 2);
    reader.submit("/notifications", "/notifications/read");
    world.look();
    assertSays(page.next("data: "), 0, 0);
  }

  @Test
  void nobodyHearsOfOthers() {
    Listening ben = listen(world.signedIn("ben"));
    assertSays(ben.next("data: "), 0, 0);

    world.follow("lucia", name);
    world.look();

    assertThat(ben.within(MOMENT)).noneMatch(line -> line.startsWith("data"));
  }

  @Test
  void whoComesAgainHearsOnlyWhatIsNew() {
    world.follow("ben", name);
    Listening first = listen(reader);
    String last = first.next("id: ");
    assertSays(first.next("data: "), 0, 1);
    first.close();

    Listening again = new Listening(world.uri, reader, last);
    opened.add(again);
    assertThat(again.within(MOMENT)).noneMatch(line -> line.startsWith("data"));
    world.follow("lucia", name);
    world.look();
    assertSays(again.next("data: "), 0, 2);

    Listening late = new Listening(world.uri, reader, last);
    opened.add(late);
    assertSays(late.next("data: "), 0, 2);
    for (String strange : List.of("999999999999999999", "-1", "x", "")) {
      Listening other = new Listening(world.uri, reader, strange);
      opened.add(other);
      assertSays(other.next("data: "), 0, 2);
    }
  }

  @Test
  void aSilentStreamHasABeat() {
    Listening page = listen(reader);
    page.next("data: ");

    for (int look = 0; look < 15; look++) {
      world.look();
    }

    assertThat(page.next(":")).isEmpty();
  }

  @Test
  void aStreamEndsWithItsSessionAndNotWithAnother() {
    Browser elsewhere = world.signedIn(name);
    Listening page = listen(reader);
    Listening other = listen(elsewhere);

    reader.copy().submit("/", "/auth/logout");
    world.look();

    page.awaitEnd();
    world.follow("ben", name);
    world.look();
    other.next("data: ");
    assertSays(other.next("data: "), 0, 1);
    assertThat(reader.get("/notifications/stream").status()).isEqualTo(204);
    assertThat(world.browser().get("/notifications/stream").status()).isEqualTo(204);
  }

  @Test
  void aStreamEndsWithThePasswordTheAccountAndTheTime() {
    Browser thief = world.signedIn(name);
    Listening stolen = listen(thief);
    String[] passwords = {
      "password", World.PASSWORD, "new_password", "kites no more", "new_password2", "kites no more"
    };
    assertThat(reader.submit("/settings", "/settings/password", passwords).status()).isEqualTo(302);
    world.look();
    stolen.awaitEnd();

    world.add("gone");
    Browser ben = world.signedIn("gone");
    Listening gone = listen(ben);
    ben.copy().submit("/settings/delete", "/settings/delete", "password", World.PASSWORD);
    world.look();
    gone.awaitEnd();

    Listening old = listen(world.signedIn("lucia"));
    world.advance(Duration.ofDays(2));
    world.look();
    old.awaitEnd();
  }

  @Test
  void onePersonMayListenSoOftenAndNoMore() {
    for (int page = 0; page < 20; page++) {
      listen(reader).next("data: ");
    }

    Answer refused = reader.get("/notifications/stream");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isNotEmpty();
    listen(world.signedIn("ben")).next("data: ");
    reader.copy().submit("/", "/auth/logout");
    world.look();
    opened.subList(0, 20).forEach(Listening::awaitEnd);
    listen(world.signedIn(name)).next("data: ");
  }

  @Test
  void whoNeverReadsKeepsNobodyWaiting() {
    try (Wire deaf = new Wire(world.uri)) {
      deaf.say(
          "GET /notifications/stream HTTP/1.1\r\nHost: localhost\r\nCookie: "
              + reader.cookies()
              + "\r\n\r\n");
      Listening page = listen(reader);
      page.next("data: ");
      for (int i = 0; i < 500; i++) {
        long id = world.person(name).id();
        world
            .rooms
            .database()
            .write(
                transaction -> {
                  world.rooms.notifications().attention().changed(transaction, id);
                  return true;
                });
        world.look();
      }
      assertThat(page.within(MOMENT)).anyMatch(line -> line.startsWith("data"));
    }
  }

  @Test
  void theHeadOfAStreamIsNoStream() {
    assertThat(reader.send("HEAD", "/notifications/stream", null).status()).isEqualTo(204);
  }

  @Test
  void aServerThatEndsDoesNotWaitForStreams() {
    World other = World.open();
    try (Listening page = new Listening(other.uri, other.signedIn("ben"), null)) {
      page.next("data: ");
      long begin = System.nanoTime();
      other.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
      page.awaitEnd();
    }
  }
}
