package dev.microblog.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Browser;
import dev.microblog.PostOffice;
import dev.microblog.World;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What people are mailed that somebody else may have done in their name.
class NoticeTest {
  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  private static final String SAFARI =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1";

  private PostOffice office;
  private World world;

  @BeforeEach
  void open() {
    office = PostOffice.open();
    world =
        World.settings()
            .mailing(office)
            .publicUrl("https://blog.example")
            .behind("127.0.0.0/8")
            .open();
  }

  @AfterEach
  void close() {
    world.close();
    office.close();
  }

  private Browser browser(String agent, String address) {
    return world.browser().with("User-Agent", agent).with("X-Forwarded-For", address);
  }

  private List<PostOffice.Received> mail() {
    office.letters.clear();
    world.settle();
    return List.copyOf(office.letters);
  }

  @Test
  void aSignInFromANewBrowserIsToldAndFromAKnownOneIsNot() {
    Browser laptop = browser(FIREFOX, "198.51.100.7");
    laptop.signIn("amina", World.PASSWORD);
    assertThat(mail()).as("the first of all").isEmpty();
    Browser phone = browser(SAFARI, "203.0.113.9");
    phone.signIn("amina", World.PASSWORD);

    PostOffice.Received letter = mail().getFirst();

    assertThat(letter.to()).isEqualTo("amina@example.org");
    assertThat(letter.subject()).contains("Sign-in from a new browser");
    assertThat(letter.text()).contains("Safari, iPhone\n203.0.113.9\n20", "UTC");
    assertThat(letter.link()).isEqualTo("https://blog.example/settings");
    laptop.forget("session").signIn("amina", World.PASSWORD);
    phone.forget("session").with("X-Forwarded-For", "192.0.2.1").signIn("amina", World.PASSWORD);
    browser(FIREFOX, "198.51.100.7").signIn("amina", World.PASSWORD);
    assertThat(mail()).isEmpty();
    browser("a thing", "192.0.2.5").signIn("amina", World.PASSWORD);
    assertThat(mail().getFirst().text()).as("of no name").contains("before:\n\n192.0.2.5\n20");
  }

  @Test
  void aBrowserIsKnownToEachAccountThatUsedIt() {
    Browser shared = browser(FIREFOX, "198.51.100.7");
    for (String name : List.of("amina", "ben", "amina", "ben")) {
      shared.forget("session").signIn(name, World.PASSWORD);
    }
    assertThat(mail()).isEmpty();
    browser(SAFARI, "203.0.113.9").signIn("lucia", World.PASSWORD);
    shared.forget("session").signIn("lucia", World.PASSWORD);

    assertThat(mail()).extracting(PostOffice.Received::to).containsExactly("lucia@example.org");
  }

  @Test
  void aForgedSignOfABrowserIsNone() {
    Browser laptop = browser(FIREFOX, "198.51.100.7");
    laptop.signIn("amina", World.PASSWORD);
    String seal = String.valueOf(laptop.cookie("known"));
    mail();
    for (String forged :
        List.of(world.person("amina").id() + ".x", seal.replaceFirst("^", "1"), "", ".", "é")) {
      browser("Agent " + forged.hashCode(), "203.0.113.9")
          .cookie("known", forged)
          .signIn("amina", World.PASSWORD);
      assertThat(mail()).as(forged).hasSize(1);
    }
  }

  @Test
  void aWrongPasswordIsNoSignIn() {
    browser(FIREFOX, "198.51.100.7").signIn("amina", World.PASSWORD);
    browser(SAFARI, "203.0.113.9").signIn("amina", "something else");

    assertThat(mail()).isEmpty();
  }

  @Test
  void aChangedPasswordIsTold() {
    Browser amina = world.signedIn("amina");
    amina.submit(
        "/settings",
        "/settings/password",
        "password",
        World.PASSWORD,
        "new_password",
        "another harbour at dawn",
        "new_password2",
        "another harbour at dawn");

    PostOffice.Received letter = mail().getFirst();

    assertThat(letter.subject()).contains("Your password has changed");
    assertThat(letter.raw()).doesNotContain("harbour");
    assertThat(letter.link()).endsWith("/auth/reset_password_request");
  }

  @Test
  void peopleAreWrittenToInTheLanguageOfTheirLastSignIn() {
    browser(FIREFOX, "198.51.100.7").signIn("amina", World.PASSWORD);
    browser(SAFARI, "203.0.113.9")
        .with("Accept-Language", "es-MX,es;q=0.9")
        .signIn("amina", World.PASSWORD);

    assertThat(mail().getFirst().text()).startsWith("Hola, amina:");
  }
}
