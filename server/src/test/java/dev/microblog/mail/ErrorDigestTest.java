package dev.microblog.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.PostOffice;
import dev.microblog.World;
import dev.microblog.platform.log.LogConfigurator;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// What those who run the site are mailed of its errors.
class ErrorDigestTest {
  private static final Logger log = LoggerFactory.getLogger("dev.microblog.test.Room");

  private PostOffice office;
  private World world;
  private ErrorDigest digest;

  @BeforeEach
  void open() {
    office = PostOffice.open();
    world =
        World.settings()
            .mailing(office)
            .publicUrl("https://blog.example")
            .with("ADMINS", "root@blog.example, second@blog.example")
            .open();
    digest = Objects.requireNonNull(world.rooms.digest());
  }

  @AfterEach
  void close() {
    world.close();
    office.close();
  }

  private List<PostOffice.Received> mail() {
    office.letters.clear();
    digest.tell();
    digest.mail();
    world.settle();
    return List.copyOf(office.letters);
  }

  @Test
  void alikeErrorsAreOneAndTheirSecretsStayInTheLog() {
    for (int i = 0; i < 3; i++) {
      MDC.put(LogConfigurator.REQUEST, "request-" + i);
      log.error("{} failed", "secret token " + i, new IllegalStateException("secret row " + i));
      MDC.remove(LogConfigurator.REQUEST);
    }
    log.error("Another thing");
    log.warn("No error");

    List<PostOffice.Received> letters = mail();

    assertThat(letters)
        .extracting(PostOffice.Received::to)
        .containsExactlyInAnyOrder("root@blog.example", "second@blog.example");
    PostOffice.Received letter = letters.getFirst();
    assertThat(letter.subject()).isEqualTo("[Microblog] Failures: 4");
    assertThat(letter.text())
        .startsWith("What went wrong on blog.example")
        .contains("3 × Room: {} failed | IllegalStateException at ErrorDigestTest.java:")
        .contains("id request-2", "1 × Room: Another thing")
        .doesNotContain("secret", "No error");
    assertThat(mail()).as("told once").isEmpty();
  }

  @Test
  void thereIsOneMailAnHour() {
    log.error("First");
    assertThat(mail()).hasSize(2);
    log.error("Second");
    world.advance(Duration.ofMinutes(59));
    assertThat(mail()).isEmpty();
    world.advance(Duration.ofMinutes(1));

    assertThat(mail().getFirst().text()).contains("Second").doesNotContain("First");
  }

  @Test
  void whatSeveralProcessesMeetIsAddedUp() {
    log.error("Everywhere");
    digest.tell();
    log.error("Everywhere");
    digest.tell();

    assertThat(mail().getFirst().text()).contains("2 × Room: Everywhere");
  }

  @Test
  void aFloodOfDifferentErrorsIsBounded() {
    IntStream.range(0, 500).forEach(i -> LoggerFactory.getLogger("lib.L" + i).error("x " + i));

    PostOffice.Received letter = mail().getFirst();

    assertThat(letter.text()).contains("400 × (others)").hasSizeLessThan(20_000);
  }

  @Test
  void mailThatFailsMakesNoMail() {
    office.answer("GREETING", "554 go away");
    world
        .rooms
        .database()
        .write(
            t ->
                world
                    .rooms
                    .mails()
                    .add(
                        t,
                        Mail.of(
                            new Mail.To.Person(world.person("amina").id()), "no-such-kind", "x")));
    for (int i = 0; i < 40; i++) {
      world.settle();
      office.recover();
      world.advance(Duration.ofHours(1));
    }

    assertThat(mail()).isEmpty();
  }
}
