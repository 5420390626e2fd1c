package dev.microblog.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Apart;
import dev.microblog.Browser;
import dev.microblog.Wire;
import dev.microblog.World;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// Somebody who sends a form letter by letter, to keep its place in memory.
@Apart
class SlowBodyTest {
  private static final Duration BETWEEN = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(40);

  @Test
  void aTrickleIsCutOffAndNothingIsDoneForIt() {
    try (World world = World.open();
        Wire wire = new Wire(world.uri)) {
      Browser amina = world.signedIn("amina");
      String form = "csrf_token=" + amina.get("/index").token() + "&post=Letter+by+letter";
      wire.say(
          "POST /index HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nCookie: "
              + amina.cookies()
              + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
              + (form.length() + 1000)
              + "\r\n\r\n"
              + form);
      long begun = System.nanoTime();
      String head = null;
      while (head == null) {
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONGEST);
        wire.say("+");
        LockSupport.parkNanos(BETWEEN.toNanos());
        head = wire.hasAnswer() ? wire.hearHead() : null;
      }

      assertThat(Wire.status(head)).isEqualTo(400);
      assertThat(world.browser().get("/explore").body()).doesNotContain("Letter by letter");
    }
  }
}
