package dev.microblog.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The offer of posts that came since a page was made.
class FreshTest {
  private static World world;
  private static long first;

  @BeforeAll
  static void open() {
    world = World.settings().open();
    first = world.post("ben", "The first");
    world.signedIn("ben").get("/index");
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static String offer(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return answer.page().expectFirst("a.fresh").text();
  }

  private static void assertNothing(Answer answer) {
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers("Set-Cookie")).isEmpty();
  }

  @Test
  void countsWhatTheReaderWouldSee() {
    Browser ben = world.signedIn("ben");
    long latest = world.post("ben", "Before the others");
    assertNothing(ben.get("/index/fresh?after=" + latest));
    assertNothing(ben.get("/explore/fresh?after=" + latest));

    world.post("dara", "Not followed by ben");
    assertNothing(ben.get("/index/fresh?after=" + latest));
    assertThat(offer(ben.get("/explore/fresh?after=" + latest))).isEqualTo("Show 1 new post");
    assertThat(offer(world.browser().get("/explore/fresh?after=" + latest)))
        .isEqualTo("Show 1 new post");

    long gone = world.post("ben", "Written and deleted");
    assertThat(offer(ben.get("/index/fresh?after=" + latest))).isEqualTo("Show 1 new post");
    ben.submit(ben.get("/post/" + gone + "/delete"), "/post/" + gone + "/delete");
    assertNothing(ben.get("/index/fresh?after=" + latest));

    world.posts("ben", "Many", 25);
    assertThat(offer(ben.get("/index/fresh?after=" + latest))).isEqualTo("Show 25 new posts");
    world.post("ben", "One more than a page");
    assertThat(offer(ben.get("/index/fresh?after=" + latest))).isEqualTo("Show the newest posts");
  }

  @Test
  void aPageThatAsksByItselfSendsNobodyAnywhere() {
    assertNothing(world.browser().get("/index/fresh?after=" + first));
    for (String after : new String[] {"", "?after=", "?after=x", "?after=-1", "?before=" + first}) {
      assertNothing(world.signedIn("ben").get("/index/fresh" + after));
      assertNothing(world.browser().get("/explore/fresh" + after));
    }
    assertNothing(world.signedIn("ben").get("/index/fresh?after=99999999999999999999"));
  }
}
