package dev.microblog.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What people see who have not signed in, and how they come in from there.
class PublicTest {
  @RegisterExtension static final Site SITE = new Site();

  @Journey
  void aStrangerLooksAroundAndComesInWhereTheyWere(Scripts scripts) throws IOException {
    Person amina = SITE.person("amina");
    Person ben = SITE.person("ben");
    String words = ben.name() + " opens the bakery at six";
    SITE.client(ben).write(words + " #bread");
    Visitor stranger = SITE.visitor(scripts).open("/").sees("Short posts, good company");
    stranger.reads(words).looksAround();

    stranger.follow("Look around first").isAt("/explore").reads(words);
    stranger.looksAround();
    stranger.post(words).locator(".tag").first().click();
    stranger.isAt("/tag/bread").looksAround();
    stranger.post(words).locator("time").first().click();
    stranger.reads(words).looksAround();
    stranger.open("/user/" + ben.name()).sees("User: " + ben.name()).looksAround();

    stranger.follow("Follow " + ben.name()).sees("Welcome back");
    stranger.type("Username", amina.name()).type("Password", amina.password()).press("Sign In");
    stranger.isAt("/user/" + ben.name());
    assertThat(stranger.button("Follow " + ben.name())).isVisible();
  }

  @Journey
  void aStrangerChoosesALanguage(Scripts scripts) {
    Visitor stranger = SITE.visitor(scripts).open("/auth/login").press("Español");

    stranger.isAt("/auth/login").looksAround();
    assertThat(stranger.page().locator("html")).hasAttribute("lang", "es");
    stranger.open("/").looksAround();
    assertThat(stranger.page().locator("html")).hasAttribute("lang", "es");
  }
}
