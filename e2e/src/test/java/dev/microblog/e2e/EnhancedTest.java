package dev.microblog.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What scripts add to pages that are whole without them. Nothing of it may load the page anew.
class EnhancedTest {
  private static final int POLL_MS = 31_000;

  @RegisterExtension static final Site SITE = new Site();

  private static Visitor open(Person person, String path) throws IOException {
    Visitor visitor = SITE.visitor(Scripts.ON, person).open(path);
    visitor.page().evaluate("() => window.samePage = true");
    return visitor;
  }

  private static void isSamePage(Visitor visitor) {
    org.assertj.core.api.Assertions.assertThat(visitor.page().evaluate("() => window.samePage"))
        .isEqualTo(true);
  }

  private static Locator counter(Visitor visitor) {
    return visitor.page().locator("#limit");
  }

  @Test
  void theCounterCountsWhatPeopleSeeAsLetters() throws IOException {
    Visitor visitor = open(SITE.person("amina"), "/index");
    assertThat(counter(visitor)).hasText("Up to 500");
    visitor.type("Say something", "a".repeat(478));
    assertThat(counter(visitor)).hasText("22 left");
    assertThat(counter(visitor)).not().hasAttribute("data-state", "near");
    // A family, a flag and a letter with an accent of its own are one each.
    visitor.type("Say something", "a".repeat(477) + "👩‍👩‍👧‍👦🇪🇸e\u0301");
    assertThat(counter(visitor)).hasText("20 left");
    assertThat(counter(visitor)).hasAttribute("data-state", "near");
    visitor.hears("20 left");
    visitor.type("Say something", "  " + "a".repeat(503) + "\n");
    assertThat(counter(visitor)).hasText("3 too many");
    assertThat(counter(visitor)).hasAttribute("data-state", "over");
    visitor.hears("3 too many").looksAround();

    visitor.press("Post").isRefused("post", FIELD_TOO_LONG);
    assertThat(counter(visitor)).hasText("3 too many");
  }

  private static final String FIELD_TOO_LONG =
      "Field must be between 1 and 500 characters long. 3 characters are too many.";

  @Test
  void aDraftStaysUntilItIsSent() throws IOException {
    Person amina = SITE.person("amina");
    Visitor visitor = open(amina, "/index").type("Say something", "Half a thought");
    visitor.open("/explore").open("/index");
    assertThat(visitor.field("Say something")).hasValue("Half a thought");
    assertThat(counter(visitor)).hasText("486 left");

    visitor.type("Say something", "A whole thought").press("Post");
    visitor.isTold("Your post is now live!").reads("A whole thought");
    assertThat(visitor.field("Say something")).hasValue("");
    visitor.open("/index");
    assertThat(visitor.field("Say something")).hasValue("");
  }

  @Test
  void aDraftOutlivesAServerThatDoesNotAnswer() throws IOException {
    Visitor visitor = open(SITE.person("amina"), "/index");
    visitor.page().route("**/index", route -> route.abort());
    visitor.type("Say something", "Sent into the void").press("Post");
    visitor.page().unroute("**/index");
    visitor.open("/index");
    assertThat(visitor.field("Say something")).hasValue("Sent into the void");
  }

  @Test
  void nobodyElseReadsADraft() throws IOException {
    Person amina = SITE.person("amina");
    Person ben = SITE.person("ben");
    Visitor visitor = open(amina, "/index").type("Say something", "For my eyes");
    SITE.signIn(visitor, ben).open("/index");
    assertThat(visitor.field("Say something")).hasValue("");

    SITE.signIn(visitor, amina).open("/index");
    assertThat(visitor.field("Say something")).hasValue("For my eyes");
    visitor.page().locator(".me > summary").click();
    visitor.press("Sign out").isTold("You are signed out.");
    org.assertj.core.api.Assertions.assertThat(
            visitor.page().evaluate("() => Object.keys(localStorage).length"))
        .isEqualTo(0);
    SITE.signIn(visitor, amina).open("/index");
    assertThat(visitor.field("Say something")).hasValue("");
  }

  @Test
  void aCardOpensOverANameAndFollows() throws IOException {
    Person ben = SITE.person("ben");
    SITE.client(ben).write("A loaf a day");
    Visitor visitor = open(SITE.person("amina"), "/explore");
    visitor.post(ben, "A loaf a day").locator(".name").hover();
    Locator card = visitor.page().locator(".hovercard");
    assertThat(card).isVisible();
    assertThat(card).containsText("0 followers");
    visitor.looksAround();

    card.getByRole(AriaRole.BUTTON).click();
    assertThat(card.getByRole(AriaRole.BUTTON)).hasText("Unfollow " + ben.name());
    assertThat(card).containsText("1 follower");
    visitor.hears("You are following " + ben.name() + "!");

    visitor.page().keyboard().press("Escape");
    assertThat(card).hasCount(0);
    visitor.post(ben, "A loaf a day").locator(".name").hover();
    assertThat(card).isVisible();
    visitor.page().mouse().move(1, 1);
    assertThat(card).hasCount(0);
    isSamePage(visitor);
  }

  @Test
  void newPostsAreOfferedAndComeWhenAskedFor() throws IOException {
    Person ben = SITE.person("ben");
    Client writing = SITE.client(ben);
    writing.write("The first loaf");
    Person amina = SITE.person("amina");
    SITE.client(amina).follow(ben);
    for (String path : new String[] {"/index", "/explore"}) {
      Visitor visitor = SITE.visitor(Scripts.ON, amina);
      visitor.page().clock().install();
      visitor.open(path).reads("The first loaf");
      visitor.page().evaluate("() => window.samePage = true");
      Locator offer = visitor.page().locator(".fresh");
      visitor.page().clock().runFor(POLL_MS);
      assertThat(offer).hasCount(0);

      String one = "One more for " + path;
      String two = "Another for " + path;
      writing.write(one);
      writing.write(two);
      Wait.until(
          "two posts are offered",
          () -> {
            visitor.page().clock().runFor(POLL_MS);
            return offer.count() == 1 && offer.textContent().equals("Show 2 new posts");
          });
      visitor.misses(one).looksAround();

      offer.click();
      visitor.reads(one).reads(two).reads("The first loaf");
      assertThat(visitor.page().locator(".post").first()).containsText(two);
      assertThat(visitor.page().locator(".post").first()).isFocused();
      assertThat(offer).hasCount(0);
      isSamePage(visitor);
      visitor.page().clock().runFor(POLL_MS);
      assertThat(offer).hasCount(0);
    }
  }

  @Test
  void moreThanAPageOfNewPostsIsTheNewestPage() throws IOException {
    Person ben = SITE.person("ben");
    Client writing = SITE.client(ben);
    writing.write("Before the flood");
    Visitor visitor = SITE.visitor(Scripts.ON, SITE.person("amina"));
    visitor.page().clock().install();
    visitor.open("/explore").reads("Before the flood");
    for (int i = 0; i < 26; i++) {
      writing.write("Wave " + i + " of the flood");
    }
    visitor.page().clock().runFor(POLL_MS);
    assertThat(visitor.page().locator(".fresh")).hasText("Show the newest posts");
    visitor.page().locator(".fresh").click();
    visitor.isAt("/explore").reads("Wave 25 of the flood").misses("Before the flood");
    assertThat(visitor.page().locator(".post")).hasCount(25);
  }

  @Test
  void aFollowThatCannotBeTellsWhy() throws IOException {
    Person ben = SITE.person("ben");
    Visitor visitor = open(SITE.person("amina"), "/user/" + ben.name());
    visitor.page().context().clearCookies();
    visitor.press("Follow " + ben.name());
    visitor.isTold("Please log in to access this page.").isAt("/auth/login");
  }

  @Test
  void menusCloseAsMenusDo() throws IOException {
    Person amina = SITE.person("amina");
    SITE.client(amina).write("With a menu");
    Visitor visitor = open(amina, "/index");
    Page page = visitor.page();
    Locator mine = page.locator("details.me");
    Locator posts = visitor.post("With a menu").locator("details");
    page.locator(".me > summary").click();
    assertThat(mine).hasAttribute("open", "");
    visitor.post("With a menu").locator("summary").click();
    assertThat(mine).not().hasAttribute("open", "");
    assertThat(posts).hasAttribute("open", "");
    visitor.link("Edit").focus();
    page.keyboard().press("Escape");
    assertThat(posts).not().hasAttribute("open", "");
    assertThat(posts.locator("summary")).isFocused();

    page.keyboard().press("Enter");
    assertThat(posts).hasAttribute("open", "");
    visitor.field("Say something").focus();
    assertThat(posts).not().hasAttribute("open", "");
  }
}
