package dev.microblog.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.PostOffice;
import dev.microblog.World;
import dev.microblog.account.Display;
import dev.microblog.account.Displays;
import dev.microblog.platform.text.Messages;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From the transaction that is the cause of a mail to the letter that its reader has.
class DeliveryTest {
  private PostOffice office;
  private World world;

  @BeforeEach
  void open() {
    office = PostOffice.open();
    world = World.settings().mailing(office).publicUrl("https://blog.example").open();
  }

  @AfterEach
  void close() {
    world.close();
    office.close();
  }

  private boolean add(Mail mail) {
    world.advance(Duration.ofMillis(1));
    return world.rooms.database().write(t -> world.rooms.mails().add(t, mail));
  }

  private Mail reset(String name, String cause) {
    return Mail.of(new Mail.To.Person(world.person(name).id()), "reset", cause)
        .leadingTo("/auth/reset_password/secret");
  }

  /// The first column, as texts.
  private List<String> rows(String query) {
    return world.<List<String>>read(sql -> sql.fetch(query).map(row -> String.valueOf(row.get(0))));
  }

  private List<String> states() {
    return rows("select state from mail order by id");
  }

  @Test
  void aMailIsWrittenForItsReader() {
    add(reset("amina", "one"));
    assertThat(office.letters).isEmpty();

    world.settle();

    PostOffice.Received letter = office.letters.getFirst();
    assertThat(letter.to()).isEqualTo("amina@example.org");
    assertThat(letter.subject()).isEqualTo("[Microblog] Reset Your Password");
    assertThat(letter.text()).startsWith("Dear amina,\n\nTo reset").contains("The Microblog Team");
    assertThat(letter.link()).isEqualTo("https://blog.example/auth/reset_password/secret");
    assertThat(letter.html())
        .contains("<html lang=\"en\"", "href=\"https://blog.example/auth/reset_password/secret\"")
        .contains("<p>Dear amina,</p>");
    assertThat(letter.header("Message-ID")).endsWith(".reset@blog.example>");
    assertThat(office.heard).contains("EHLO blog.example");
    assertThat(rows("select link from mail")).containsExactly("");
    assertThat(rows("select details from mail")).containsExactly("null");
  }

  @ParameterizedTest
  @CsvSource({"en, Dear amina", "es, 'Hola, amina:'", "zh-Hans, amina，您好："})
  void aMailSpeaksItsReadersLanguage(String language, String greeting) {
    new Displays(world.rooms.database()).choose(world.person("amina"), new Display(language, ""));
    add(reset("amina", "one"));
    add(
        Mail.of(new Mail.To.Outsider("somebody@example.org", language), "reset", "two")
            .leadingTo("/"));
    world.settle();

    assertThat(office.letters.getFirst().text()).startsWith(greeting);
    assertThat(office.letters.get(1).subject())
        .isEqualTo(office.letters.getFirst().subject())
        .isEqualTo(
            "[Microblog] "
                + Messages.in(java.util.Locale.forLanguageTag(language)).get("mail.reset.subject"));
    assertThat(office.letters.get(1).header("Content-Language")).isEqualTo(language);
  }

  @Test
  void whatIsWrittenIntoATemplateIsText() {
    world.add("x_y");
    add(
        Mail.of(new Mail.To.At(world.person("x_y").id(), "x@example.org"), "reset", "one")
            .leadingTo("/?a=\"><script>&b"));
    world.settle();

    assertThat(office.letters.getFirst().html()).doesNotContain("<script>").contains("&lt;script>");
  }

  @Test
  void thereIsNoSecondMailForOneCause() {
    assertThat(add(reset("amina", "one"))).isTrue();
    assertThat(add(reset("ben", "one"))).isFalse();
    world.settle();
    assertThat(add(reset("amina", "one"))).isFalse();
    world.settle();

    assertThat(office.letters).hasSize(1);
  }

  @Test
  void aTransactionThatFailsSendsNothing() {
    try {
      world
          .rooms
          .database()
          .write(
              t -> {
                world.rooms.mails().add(t, reset("amina", "one"));
                throw new IllegalStateException("on purpose");
              });
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("on purpose");
    }
    world.settle();

    assertThat(office.letters).isEmpty();
  }

  @Test
  void aServerThatIsAwayForHoursMeansLateAndNotLost() {
    office.answer("GREETING", "554 go away");
    add(reset("amina", "one"));
    add(reset("ben", "two"));
    for (int i = 0; i < 100; i++) {
      world.advance(Duration.ofMinutes(5));
      world.settle();
    }
    assertThat(office.letters).isEmpty();

    office.recover();
    world.settle();

    assertThat(office.letters).hasSize(2);
    assertThat(rows("select id from outbox_failure")).isEmpty();
  }

  @Test
  void aGreylistedLetterIsTriedAgainAndARefusedOneIsNot() {
    office.answer("RCPT", "451 come again");
    add(reset("amina", "one"));
    world.settle();
    office.answer("RCPT", "550 no such user");
    add(reset("ben", "two"));
    world.advance(Duration.ofSeconds(1));
    world.settle();
    office.recover();
    world.advance(Duration.ofMinutes(1));
    world.settle();

    assertThat(office.letters)
        .extracting(PostOffice.Received::to)
        .containsExactly("amina@example.org");
    assertThat(states()).containsExactly("1", "2");
    assertThat(rows("select note from mail where state = 2")).containsExactly("550 no such user");
  }

  @Test
  void whatIsTooLateIsNotSent() {
    office.answer("GREETING", "554 go away");
    add(reset("amina", "one").goodFor(Duration.ofMinutes(10)));
    world.settle();
    office.recover();
    world.advance(Duration.ofMinutes(10));
    world.settle();

    assertThat(office.letters).isEmpty();
    assertThat(states()).containsExactly("3");
  }

  /// As a process that is killed after it claimed a mail leaves it.
  @Test
  void whatAKilledProcessHadInHandIsSentByTheNext() {
    add(reset("amina", "one"));
    long claimed = world.clock.millis() + Duration.ofMinutes(4).toMillis();
    world
        .rooms
        .database()
        .write(t -> t.sql().execute("update mail set claimed_until = ?", claimed));
    world.settle();
    assertThat(office.letters).isEmpty();

    for (int i = 0; i < 6; i++) {
      world.advance(Duration.ofMinutes(1));
      world.settle();
    }

    assertThat(office.letters).hasSize(1);
  }

  @Test
  void oneThatCannotBeWrittenKeepsNobodyElseWaiting() {
    add(Mail.of(new Mail.To.Person(world.person("ben").id()), "no-such-kind", "zero"));
    add(reset("amina", "one"));
    world.settle();

    assertThat(office.letters).hasSize(1);
  }

  @Test
  void nobodyIsWrittenToWhoIsGoneOrHasNoAddress() {
    add(reset("amina", "one"));
    add(reset("ben", "two"));
    world.rooms.credentials().deleteAccount(world.person("amina"), World.PASSWORD);
    world.rooms.database().write(t -> t.sql().execute("update account set email = null"));
    world.settle();

    assertThat(office.letters).isEmpty();
    assertThat(states()).containsExactly("4", "4");
  }

  @Test
  void manyMailsGoByFewConnections() {
    IntStream.range(0, 120).forEach(i -> add(reset("amina", "cause " + i)));
    world.settle();

    assertThat(office.letters).hasSize(120);
    assertThat(office.connections()).isEqualTo(3);
  }

  @Test
  void oldMailIsForgotten() {
    add(reset("amina", "one"));
    world.settle();
    world.advance(Mail.GOOD.plusDays(29));
    world.rooms.mails().sweep();
    assertThat(states()).hasSize(1);
    world.advance(Duration.ofDays(2));
    world.rooms.mails().sweep();

    assertThat(states()).isEmpty();
  }
}
