package dev.microblog.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Not reading what one does not want to read.
class MuteTest {
  @RegisterExtension static final Site SITE = new Site();

  @Journey
  void oneMutesAPersonAndFiltersWords(Scripts scripts) throws IOException {
    Person amina = SITE.person("amina");
    Person ben = SITE.person("ben");
    Person lucia = SITE.person("lucia");
    SITE.client(ben).write("Written by " + ben.name() + ".");
    SITE.client(lucia).write("The final is on, says " + lucia.name() + ".");
    SITE.client(lucia).write("A storm is coming, says " + lucia.name() + ".");
    Visitor visitor = SITE.visitor(scripts, amina).open("/user/" + ben.name());
    visitor.page().locator(".profile .menu > summary").click();
    visitor.looksAround().press("Mute " + ben.name());
    visitor.isTold("You have muted " + ben.name() + ".").reads("Written by " + ben.name() + ".");
    visitor.open("/explore").misses("Written by " + ben.name() + ".");
    visitor.open("/settings").looksAround().follow("People you have muted");
    visitor.sees("People you have muted").looksAround().press("Unmute " + ben.name());
    visitor.isTold(ben.name() + " is no longer muted.").isAt("/settings/mutes");
    visitor.open("/explore").reads("Written by " + ben.name() + ".");

    visitor.open("/settings").follow("Filtered words").sees("Filtered words").looksAround();
    visitor.type("Word or phrase", "FINAL").press("Add");
    visitor.isTold("Posts with “FINAL” are filtered.").type("Word or phrase", "storm");
    visitor.field("What happens to such posts").selectOption("hide");
    visitor.press("Add").isTold("Posts with “storm” are filtered.").looksAround();
    visitor.open("/explore").misses("A storm is coming, says " + lucia.name() + ".");
    Locator post = visitor.post(lucia, "The final is on, says " + lucia.name() + ".");
    Locator words = post.locator(".post-body");
    assertThat(words).isHidden();
    visitor.looksAround();
    post.getByText("Filtered: FINAL").click();
    assertThat(words).isVisible();
    visitor.looksAround();
    visitor.open("/settings/filters").press("Remove FINAL").isTold("The filter is removed.");
    visitor.open("/explore").reads("The final is on, says " + lucia.name() + ".");
  }
}
