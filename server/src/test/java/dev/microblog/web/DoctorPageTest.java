package dev.microblog.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.World;
import dev.microblog.platform.doctor.Pass;
import dev.microblog.platform.http.Keys;
import dev.microblog.platform.http.Origins;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DoctorPageTest {
  private static World world;

  @BeforeAll
  static void open() {
    world = World.settings().behind("127.0.0.0/8").open();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static Answer ask(String pass) {
    return world.browser().with(Origins.DOCTOR, pass).get("/doctor");
  }

  private static String pass() {
    Keys keys = Objects.requireNonNull(Keys.known(null, world.folder));
    return Pass.make(keys, world.clock.millis());
  }

  @Test
  void theDoctorIsToldHowItArrived() {
    Answer answer =
        world
            .browser()
            .with(Origins.DOCTOR, pass())
            .with("X-Forwarded-For", "203.0.113.9")
            .with("X-Forwarded-Proto", "https")
            .with("Via", "1.1 proxy")
            .get("/doctor");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("text/plain");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.body())
        .contains(
            "\npeer: 127.0.0.1\ntrusted: true\nclient: 203.0.113.9\nsecure: true\n",
            "\nfor: 203.0.113.9\nproto: https\nothers: Via\n");
  }

  @Test
  void forEverybodyElseThereIsNoSuchPage() {
    String old = pass();
    assertThat(ask(old).status()).isEqualTo(200);
    world.advance(Duration.ofMinutes(1));
    String other = Pass.make(new Keys("the key of another site"), world.clock.millis());
    String unknown = same(world.browser().get("/doctors"));

    for (String pass : new String[] {"", "x", old, other}) {
      Answer answer = ask(pass);
      assertThat(answer.status()).as(pass).isEqualTo(404);
      assertThat(same(answer)).isEqualTo(unknown);
    }
    assertThat(world.browser().get("/doctor").status()).isEqualTo(404);
    assertThat(world.signedIn("amina").get("/doctor").status()).isEqualTo(404);
  }

  /// Without what differs from answer to answer.
  private static String same(Answer answer) {
    return answer.page().select("main").text().replaceAll("[A-Za-z0-9_-]{12,}", "ID");
  }
}
