package dev.microblog.platform.doctor;

import static dev.microblog.platform.doctor.Finding.Level.BAD;
import static dev.microblog.platform.doctor.Finding.Level.GOOD;
import static dev.microblog.platform.doctor.Finding.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.platform.time.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The other clock is that of a real web server, which goes with this machine.
class ClockCheckTest {
  private static WebStandIn other;

  @BeforeAll
  static void open() throws IOException {
    other = new WebStandIn(200, "hello");
  }

  @AfterAll
  static void close() {
    other.close();
  }

  private static List<Finding> look(InstantSource clock) throws InterruptedException {
    return new ClockCheck(Told.config("PUBLIC_URL", other.uri().toString()), clock, Web.system())
        .look();
  }

  private static InstantSource shifted(Duration by) {
    return () -> InstantSource.system().instant().plus(by);
  }

  @Test
  void clocksThatAgreeAreGood() throws InterruptedException {
    assertThat(Told.by(look(InstantSource.system()), GOOD, "clock")).contains("agree");
  }

  @Test
  void clocksThatDifferAreTold() throws InterruptedException {
    assertThat(Told.by(look(shifted(Duration.ofSeconds(30))), WARNING, "clock"))
        .contains("seconds ahead of that of 127.0.0.1");
    assertThat(Told.by(look(shifted(Duration.ofSeconds(-90))), BAD, "clock"))
        .contains("seconds behind that of");
  }

  @Test
  void aTimeBeforeThisProgramIsTold() throws InterruptedException {
    SettableClock clock = new SettableClock(Instant.EPOCH);

    assertThat(Told.by(look(clock), BAD, "clock")).contains("1970", "before this program");
  }

  @Test
  void withoutAnybodyToAskNothingIsSaidAgainstIt() throws Exception {
    ClockCheck alone = new ClockCheck(Told.config(), InstantSource.system(), Web.system());
    assertThat(Told.by(alone.look(), GOOD, "clock")).contains("nobody to compare");

    String gone;
    try (WebStandIn server = new WebStandIn(200, "")) {
      gone = server.uri().toString();
    }
    ClockCheck silent =
        new ClockCheck(
            Told.config("ELASTICSEARCH_URL", gone), InstantSource.system(), Web.system());
    assertThat(Told.by(silent.look(), GOOD, "clock")).contains("could not be compared");
  }
}
