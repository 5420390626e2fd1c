package dev.microblog.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.PostOffice;
import dev.microblog.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whether mail can be sent, and where it leads.
class MailsTest {
  private static final Mail LEADING =
      Mail.of(new Mail.To.Outsider("a@example.org", "en"), "reset", "cause").leadingTo("/x");

  private static boolean add(World world, Mail mail) {
    return world.rooms.database().write(t -> world.rooms.mails().add(t, mail));
  }

  @Test
  void withoutAServerNoMailIsSent() {
    try (World world = World.settings().publicUrl("https://blog.example").open()) {
      assertThat(world.rooms.mails().sent()).isFalse();
      assertThat(world.rooms.mails().possible()).isFalse();
      assertThat(world.rooms.mails().base("http://localhost:5000")).isNull();
      assertThat(add(world, LEADING)).isFalse();
    }
  }

  @Test
  void withoutASenderNoMailIsSent() {
    try (World world = World.settings().with("MAIL_SERVER", "127.0.0.1").open()) {
      assertThat(world.rooms.mails().sent()).isFalse();
    }
  }

  @Test
  void whereTheAddressIsNotKnownOnlyThisMachineIsBelieved() {
    try (PostOffice office = PostOffice.open();
        World world = World.settings().mailing(office).open()) {
      Mails mails = world.rooms.mails();
      assertThat(mails.sent()).isTrue();
      assertThat(mails.possible()).isFalse();
      assertThat(add(world, LEADING)).isFalse();
      assertThat(add(world, LEADING.askedAt(mails.base("http://localhost:5000")))).isTrue();
      world.settle();

      assertThat(office.letters.getFirst().link()).isEqualTo("http://localhost:5000/x");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "http://localhost.evil.example",
        "http://localhost@evil.example",
        "http://evil.example:80/localhost",
        "http://127.0.0.1.evil.example",
        "http://192.168.0.7:5000",
        "http://[::2]",
        "localhost",
        "http://",
        "http://local host",
        "http://localhost\\@evil.example"
      })
  void nobodyElseIsBelieved(String reached) {
    assertThat(new Bases(null).of(reached)).isNull();
    assertThat(new Bases("https://blog.example").of(reached)).isEqualTo("https://blog.example");
  }

  @ParameterizedTest
  @CsvSource({"http://127.0.0.1:5000", "http://localhost", "https://[::1]:8443"})
  void thisMachineIsKnownByItsNames(String reached) {
    assertThat(new Bases(null).of(reached)).isEqualTo(reached);
  }
}
