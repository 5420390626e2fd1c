package dev.microblog.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The page of notifications, how one is told, and what programs are told.
class NotificationTest {
  private static World world;
  private static int readers;

  /// Who reads, another in each test.
  private String name;

  private Browser reader;

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

  private static List<String> notices(Answer page) {
    return page.texts(".notice > div > p").stream()
        .map(text -> text.replaceAll(" (just now|\\d+ minutes? ago)$", ""))
        .toList();
  }

  private static void write(String from, String to) {
    world.signedIn(from).submit("/send_message/" + to, "/send_message/" + to, "message", "Words");
  }

  private long unread(String id) {
    return Long.parseLong(reader.get("/settings").page().expectFirst(id).text());
  }

  @Test
  void whatHappenedIsToldNewestFirstAndMarkedUntilItIsRead() {
    world.follow("ben", name);
    world.post("lucia", "Thank you <b>@" + name + "</b> & good night");
    world.settle();
    write("dara", name);

    Answer page = reader.get("/notifications");

    assertThat(notices(page))
        .containsExactly("dara wrote to you.", "lucia mentioned you.", "ben follows you now.");
    assertThat(page.texts("blockquote"))
        .containsExactly("Thank you <b>@" + name + "</b> & good night");
    assertThat(page.page().select(".notice > .dot")).hasSize(3);
    assertThat(unread("#notification_count")).isEqualTo(3);
    assertThat(unread("#message_count")).isEqualTo(1);
    assertThat(page.page().select("a[href=/messages/dara#latest]")).hasSize(1);
    reader.submit(page, "/follow/ben");
    assertThat(reader.get("/notifications").page().select("form[action=/follow/ben]")).isEmpty();

    world.follow("wei", name);
    reader.submit(page, "/notifications/read");

    Answer after = reader.get("/notifications");
    assertThat(notices(after)).startsWith("wei follows you now.");
    assertThat(after.page().select(".notice > .dot")).as("what came later").hasSize(1);
    assertThat(unread("#notification_count")).isEqualTo(1);
    assertThat(unread("#message_count")).isEqualTo(1);
  }

  @Test
  void aGetChangesNothing() {
    world.follow("ben", name);
    for (String path : List.of("/notifications", "/notifications?since=0", "/index")) {
      reader.get(path);
    }

    assertThat(unread("#notification_count")).isEqualTo(1);
  }

  @Test
  void whoReadsAMessageNeedNotReadThatItCame() {
    write("dara", name);
    write("dara", name);
    assertThat(unread("#notification_count")).isEqualTo(1);

    reader.submit("/messages/dara", "/messages/dara/read");

    assertThat(unread("#notification_count")).isZero();
    write("dara", name);
    assertThat(unread("#notification_count")).isEqualTo(1);
    reader.submit("/messages/dara/delete", "/messages/dara/delete");
    assertThat(unread("#notification_count")).isZero();
    assertThat(notices(reader.get("/notifications"))).containsExactly("dara wrote to you.");
  }

  @Test
  void aLongListHasPages() {
    for (int i = 0; i < 30; i++) {
      world.add("person_" + i);
      world.follow("person_" + i, name);
    }

    Answer first = reader.get("/notifications");
    Answer second = reader.get(first.page().expectFirst("a[rel=next]").attr("href"));

    assertThat(notices(first)).hasSize(25).startsWith("person_29 follows you now.");
    assertThat(notices(second)).hasSize(5).endsWith("person_0 follows you now.");
    reader.submit(second, "/notifications/read");
    assertThat(unread("#notification_count")).isEqualTo(25);
    reader.submit(first, "/notifications/read");
    assertThat(unread("#notification_count")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-5", "x", "99999999999999999999"})
  void readingUpToNothingMarksNothing(String until) {
    world.follow("ben", name);
    String token = reader.get("/notifications").token();

    assertThat(reader.post("/notifications/read", "csrf_token", token, "until", until).status())
        .isEqualTo(302);

    assertThat(unread("#notification_count")).isEqualTo(1);
  }

  @Test
  void oneChoosesOfWhatOneIsTold() {
    reader.submit("/settings", "/settings/notifications", "FOLLOW", "NONE", "MESSAGE", "nonsense");
    world.follow("ben", name);
    write("dara", name);

    assertThat(notices(reader.get("/notifications"))).containsExactly("dara wrote to you.");
    Answer settings = reader.get("/settings");
    assertThat(settings.page().expectFirst("#kind-FOLLOW option[selected]").val())
        .isEqualTo("NONE");
    assertThat(settings.page().expectFirst("#kind-MESSAGE option[selected]").val())
        .isEqualTo("PAGE");
    reader.submit(settings, "/settings/notifications", "FOLLOW", "PAGE", "PASSWORD", "NONE");
    world.follow("lucia", name);
    assertThat(notices(reader.get("/notifications"))).startsWith("lucia follows you now.");
  }

  @Test
  void whatOtherRoomsTellHasItsWords() {
    long id = world.person(name).id();
    String firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    world
        .rooms
        .database()
        .write(
            transaction -> {
              var notices = world.rooms.notifications().notices();
              notices.exportReady(transaction, id, 5);
              notices.passwordChanged(transaction, id);
              notices.passwordChanged(transaction, id);
              notices.signedInFromNew(transaction, id, 7, firefox);
              return true;
            });

    for (String language : List.of("en", "es", "zh-CN")) {
      Answer page = reader.with("Accept-Language", language).get("/notifications");
      assertThat(page.texts(".notice")).as(language).hasSize(3);
      assertThat(page.texts(".notice .btn")).as(language).hasSize(3);
      assertThat(page.texts(".notice").getFirst()).contains("Firefox");
    }
    assertThat(unread("#notification_count")).isEqualTo(3);
  }

  @Test
  void programsAreToldAsByTheTutorial() {
    assertThat(reader.get("/notifications?since=0").body()).isEqualTo("[]");
    write("dara", name);

    Answer told = reader.get("/notifications?since=0");

    assertThat(told.header("Content-Type")).isEqualTo("application/json");
    assertThat(told.header("Cache-Control")).isEqualTo("no-store");
    String[] parts = told.body().split("\"timestamp\":", -1);
    String time = parts[1].replaceAll("[^0-9.].*", "");
    assertThat(told.body())
        .isEqualTo(
            ("[{\"name\":\"unread_message_count\",\"data\":1,\"timestamp\":%1$s},"
                    + "{\"name\":\"unread_notification_count\",\"data\":1,\"timestamp\":%1$s}]")
                .formatted(time));
    assertThat(Double.parseDouble(time)).isBetween(1.77e9, 1.81e9);
    assertThat(reader.get("/notifications?since=" + time).body()).isEqualTo("[]");
    write("dara", name);
    assertThat(reader.get("/notifications?since=" + time).body())
        .as("within the same millisecond")
        .contains("\"unread_message_count\",\"data\":2");
    for (String strange : List.of("x", "nan", "inf", "1_0", "0x1p3", "1e999", "%00", "-1")) {
      assertThat(reader.get("/notifications?since=" + strange).body())
          .as(strange)
          .startsWith(strange.equals("1e999") ? "[]" : "[{\"name\"");
    }
    assertThat(reader.with("Accept", "*/*").get("/notifications").body()).startsWith("[{");
    assertThat(world.browser().get("/notifications?since=0").location())
        .startsWith("/auth/login?next=");
  }

  @Test
  void anOldNoticeGoesAway() {
    world.follow("ben", name);
    world.advance(Duration.ofDays(60));
    world.follow("lucia", name);
    world.advance(Duration.ofDays(31));

    world.rooms.notifications().notices().sweep();

    reader = world.signedIn(name);
    assertThat(notices(reader.get("/notifications"))).hasSize(1);
    assertThat(unread("#notification_count")).isEqualTo(1);
  }
}
