package dev.microblog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.platform.db.Engine;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Of what happens at one server, the pages that are open at another are told, and they end there,
/// too, when their session does. Between the two is the database and nothing else.
class ServersListenTest {
  private static final Duration SOON = Duration.ofSeconds(2);

  @Test
  void newsOfOneServerIsHeardAtTheOther() throws Exception {
    try (World here = World.settings().on(Engine.POSTGRESQL_15).open();
        App there = here.another()) {
      URI uri = URI.create("http://127.0.0.1:" + there.start());
      Browser amina = new Browser(uri);
      assertThat(amina.signIn("amina", World.PASSWORD).status()).isEqualTo(302);
      try (Listening page = new Listening(uri, amina, null)) {
        assertThat(page.next("data: ")).contains("\"notifications\":0");
        for (int i = 1; i <= 3; i++) {
          here.follow(World.CAST.get(i), "amina");
          long begin = System.nanoTime();
          assertThat(page.next("data: ")).contains("\"notifications\":" + i);
          assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
        }

        there.rooms.follows().unfollow(here.person("ben"), "amina");
        long begin = System.nanoTime();
        assertThat(page.next("data: ")).contains("\"notifications\":2");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);

        String token = Objects.requireNonNull(amina.cookie("session"));
        here.browser().cookie("session", token).submit("/index", "/auth/logout");
        page.awaitEnd();
      }
    }
  }
}
