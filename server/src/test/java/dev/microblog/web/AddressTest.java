package dev.microblog.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.PostOffice;
import dev.microblog.World;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Addresses that are confirmed by mail, and what is told to whom about those that are taken.
class AddressTest {
  private static final String NEW = "another harbour at dawn";

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

  private Answer register(Browser browser, String name, String email) {
    return browser.submit(
        "/auth/register",
        "/auth/register",
        "username",
        name,
        "email",
        email,
        "password",
        World.PASSWORD,
        "password2",
        World.PASSWORD);
  }

  private static Answer change(Browser browser, String email) {
    return browser.submit(
        "/settings", "/settings/email", "email", email, "email_password", World.PASSWORD);
  }

  private List<PostOffice.Received> mail() {
    office.letters.clear();
    world.settle();
    world.settle();
    return List.copyOf(office.letters);
  }

  private static String path(PostOffice.Received letter) {
    return URI.create(letter.link()).getRawPath();
  }

  private String hint(Browser browser) {
    return browser.get("/settings").page().select("section[aria-labelledby=address] > p").text();
  }

  @Test
  void whoSignsUpIsAskedByMailAndMayUseTheSiteBefore() {
    Browser browser = world.browser();
    Answer registered = register(browser, "noor", "noor@example.org");
    assertThat(browser.follow(registered).flash()).contains("We sent you a mail");
    assertThat(browser.signIn("noor", World.PASSWORD).location()).isEqualTo("/index");
    assertThat(hint(browser)).contains("noor@example.org is not confirmed yet");
    PostOffice.Received letter = mail().getFirst();
    assertThat(letter.to()).isEqualTo("noor@example.org");
    assertThat(letter.text()).startsWith("Dear noor,").contains("the account noor");

    Browser other = world.browser();
    Answer page = other.get(path(letter));
    assertThat(page.page().text()).contains("Is noor@example.org yours?");
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(hint(browser)).as("looking changes nothing").isNotEmpty();
    Answer confirmed = other.submit(page, path(letter));
    assertThat(other.follow(confirmed).flash()).isEqualTo("Your address is confirmed.");

    assertThat(hint(browser)).isEmpty();
    assertThat(other.follow(other.submit(page, path(letter))).flash()).contains("does not work");
    assertThat(browser.get(path(letter)).location()).isEqualTo("/settings");
  }

  @Test
  void whoSignsUpWithATakenAddressLearnsNothingAndItsOwnerDoes() {
    Browser browser = world.browser();
    Answer taken = register(browser, "noor", "AMINA@example.org");
    Answer free = register(world.browser(), "nora", "nora@example.org");

    assertThat(taken.status()).isEqualTo(free.status());
    assertThat(taken.location()).isEqualTo(free.location());
    assertThat(browser.follow(taken).flash()).contains("We sent you a mail");
    assertThat(browser.signIn("noor", World.PASSWORD).location()).isEqualTo("/index");
    assertThat(hint(browser)).contains("AMINA@example.org is not confirmed yet");
    List<PostOffice.Received> letters = mail();
    assertThat(letters)
        .extracting(PostOffice.Received::to)
        .containsExactlyInAnyOrder("amina@example.org", "nora@example.org");
    PostOffice.Received told =
        letters.stream().filter(l -> l.to().startsWith("amina")).findFirst().orElseThrow();
    assertThat(told.subject()).contains("You already have an account");
    assertThat(told.text()).startsWith("Dear amina,").doesNotContain("noor", "confirm_email");
    assertThat(told.link()).isEqualTo("https://blog.example/auth/reset_password_request");

    Answer again = browser.submit("/settings", "/settings/email/again");
    assertThat(browser.follow(again).flash()).contains("We sent a mail to AMINA@example.org");
    assertThat(mail()).as("one a day").isEmpty();
    world.rooms.security().reset().ask("amina@example.org", "127.0.0.1", "en", "http://localhost");
    assertThat(mail()).extracting(PostOffice.Received::to).containsExactly("amina@example.org");
    assertThat(office.letters.getFirst().text()).startsWith("Dear amina,");
  }

  /// What somebody's own pages and files tell of their address.
  private String told(Browser browser, String name) throws IOException {
    world.settle();
    browser.submit("/export_posts", "/export_posts");
    world.settle();
    String file = browser.get("/export_posts").page().select("a[download]").attr("href");
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(browser.get(file).bytes()))) {
      assertThat(Objects.requireNonNull(zip.getNextEntry()).getName()).isEqualTo("account.json");
      String account = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
      String email = browser.get("/settings").value("email");
      return (email + ' ' + hint(browser) + account.replaceAll("(?s).*(\"email\"[^,}]*).*", " $1"))
          .replace(name, "NAME");
    }
  }

  @Test
  void whoSignedUpWithATakenAddressSeesInSettingsAndExportsWhatAllSee() throws IOException {
    Browser taken = world.browser();
    Browser free = world.browser();
    register(taken, "noor", "amina@example.org");
    register(free, "nora", "nora@example.org");
    assertThat(taken.signIn("noor", World.PASSWORD).location()).isEqualTo("/index");
    assertThat(free.signIn("nora", World.PASSWORD).location()).isEqualTo("/index");
    assertThat(told(taken, "amina"))
        .startsWith("NAME@example.org NAME@example.org is not confirmed yet.")
        .isEqualTo(told(free, "nora"));

    for (Browser browser : List.of(taken, free)) {
      String wanted = World.PASSWORD + " and more";
      browser.submit(
          "/settings",
          "/settings/password",
          "password",
          World.PASSWORD,
          "new_password",
          wanted,
          "new_password2",
          wanted);
    }
    assertThat(told(taken, "amina")).isEqualTo(told(free, "nora"));
  }

  @Test
  void withoutMailATakenAddressIsTold() {
    try (World silent = World.open()) {
      Answer refused = register(silent.browser(), "noor", "amina@example.org");

      assertThat(refused.error("email")).isEqualTo("Please use a different email address.");
      Browser amina = silent.signedIn("amina");
      assertThat(change(amina, "ben@example.org").error("email"))
          .isEqualTo("Please use a different email address.");
      assertThat(amina.follow(change(amina, "a@mail.example")).flash())
          .isEqualTo("Your changes have been saved.");
    }
  }

  @Test
  void aNewAddressHoldsOnceItsLinkIsFollowedAndTheOldOneHearsOfIt() {
    Browser amina = world.signedIn("amina");
    Answer asked = change(amina, "amina@elsewhere.example");
    assertThat(amina.follow(asked).flash())
        .isEqualTo(
            "We sent a mail to amina@elsewhere.example. The address holds once you follow the link"
                + " in it.");
    assertThat(amina.get("/settings").value("email")).isEqualTo("amina@example.org");
    assertThat(hint(amina)).contains("amina@elsewhere.example is not confirmed yet");
    PostOffice.Received letter = mail().getFirst();
    assertThat(letter.to()).isEqualTo("amina@elsewhere.example");

    Answer confirmed = amina.submit(path(letter), path(letter));

    assertThat(amina.follow(confirmed).flash()).isEqualTo("Your address is confirmed.");
    assertThat(amina.get("/settings").value("email")).isEqualTo("amina@elsewhere.example");
    assertThat(hint(amina)).isEmpty();
    PostOffice.Received told = mail().getFirst();
    assertThat(told.to()).isEqualTo("amina@example.org");
    assertThat(told.subject()).contains("Your address has changed");
    assertThat(told.raw()).doesNotContain("elsewhere");
  }

  @Test
  void aTakenAddressIsAskedForLikeAnyOther() {
    Browser amina = world.signedIn("amina");
    Answer asked = change(amina, "ben@example.org");
    assertThat(amina.follow(asked).flash()).startsWith("We sent a mail to ben@example.org.");

    List<PostOffice.Received> letters = mail();

    assertThat(letters).hasSize(1);
    assertThat(letters.getFirst().text()).startsWith("Dear ben,");
    assertThat(letters.getFirst().link()).doesNotContain("confirm_email");
  }

  @Test
  void ofTwoWhoWantAnAddressTheFirstToConfirmItHasIt() {
    Browser amina = world.signedIn("amina");
    Browser ben = world.signedIn("ben");
    change(amina, "wanted@mail.example");
    change(ben, "wanted@mail.example");
    List<PostOffice.Received> letters = mail();
    assertThat(letters).hasSize(2);

    amina.submit(path(letters.getFirst()), path(letters.getFirst()));
    Answer late = ben.submit(path(letters.getLast()), path(letters.getLast()));

    assertThat(ben.follow(late).flash()).contains("does not work");
    assertThat(ben.get("/settings").value("email")).isEqualTo("ben@example.org");
    assertThat(amina.get("/settings").value("email")).isEqualTo("wanted@mail.example");
  }

  @Test
  void typingTheOldAddressEndsAChange() {
    Browser amina = world.signedIn("amina");
    change(amina, "slip@mail.example");
    PostOffice.Received letter = mail().getFirst();

    assertThat(amina.follow(change(amina, "amina@example.org")).flash())
        .isEqualTo("Your changes have been saved.");

    assertThat(hint(amina)).isEmpty();
    assertThat(amina.follow(amina.get(path(letter))).flash()).contains("does not work");
  }

  /// Somebody who knew the password wanted the account's mail for himself.
  @Test
  void aNewPasswordEndsAChangeThatIsUnderWay() {
    change(world.signedIn("amina"), "thief@mail.example");
    PostOffice.Received letter = mail().getFirst();
    Browser amina = world.signedIn("amina");
    amina.submit(
        "/settings",
        "/settings/password",
        "password",
        World.PASSWORD,
        "new_password",
        NEW,
        "new_password2",
        NEW);

    assertThat(amina.get(path(letter)).location()).isEqualTo("/settings");
    assertThat(amina.get("/settings").value("email")).isEqualTo("amina@example.org");
  }

  @Test
  void aNewAddressEndsTheResetsThatTheOldOneGot() {
    world.rooms.security().reset().ask("amina@example.org", "127.0.0.1", "en", "https://x.example");
    PostOffice.Received reset = mail().getFirst();
    Browser amina = world.signedIn("amina");
    change(amina, "amina@elsewhere.example");
    PostOffice.Received confirm = mail().getFirst();
    assertThat(world.browser().get(path(reset)).status()).isEqualTo(200);

    amina.submit(path(confirm), path(confirm));

    assertThat(world.browser().get(path(reset)).location()).isEqualTo("/index");
  }

  @Test
  void aResetConfirmsTheAddressThatItWasMailedTo() {
    register(world.browser(), "noor", "noor@example.org");
    world.rooms.security().reset().ask("noor@example.org", "127.0.0.1", "en", "http://localhost");
    String path =
        mail().stream()
            .map(AddressTest::path)
            .filter(p -> p.contains("reset"))
            .findFirst()
            .orElseThrow();
    world.browser().submit(path, path, "password", NEW, "password2", NEW);
    Browser noor = world.browser();
    noor.signIn("noor", NEW);

    assertThat(hint(noor)).isEmpty();
  }

  @Test
  void aLinkEndsAfterThreeDaysAndAnotherCanBeHad() {
    Browser amina = world.signedIn("amina");
    change(amina, "amina@elsewhere.example");
    PostOffice.Received first = mail().getFirst();
    world.advance(Duration.ofDays(3));
    Browser later = world.signedIn("amina");
    assertThat(later.get(path(first)).location()).isEqualTo("/settings");

    Answer again = later.submit("/settings", "/settings/email/again");

    assertThat(later.follow(again).flash()).contains("amina@elsewhere.example");
    PostOffice.Received second = mail().getFirst();
    assertThat(later.submit(path(second), path(second)).location()).isEqualTo("/settings");
    assertThat(later.get("/settings").value("email")).isEqualTo("amina@elsewhere.example");
  }

  @Test
  void lettersToOneAddressAreFew() {
    try (World limited = World.settings().mailing(office).limited().open()) {
      Browser amina = limited.signedIn("amina");
      for (int i = 0; i < 4; i++) {
        assertThat(change(amina, "victim@mail.example").status()).isEqualTo(302);
      }
      assertThat(amina.submit("/settings", "/settings/email/again").status()).isEqualTo(302);

      assertThat(amina.submit("/settings", "/settings/email/again").status()).isEqualTo(429);
      assertThat(change(limited.signedIn("ben"), "VICTIM@mail.example").status()).isEqualTo(429);
      assertThat(change(limited.signedIn("ben"), "other@mail.example").status()).isEqualTo(302);
    }
  }
}
