package dev.microblog.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.extension.RegisterExtension;

/// A post is reported and hidden, and its author reads why.
class ReportTest {
  @RegisterExtension static final Site SITE = new Site();

  @Journey
  void aPostIsReportedAndHiddenAndItsAuthorReadsWhy(Scripts scripts) throws Exception {
    Person amina = SITE.operator();
    Person lucia = SITE.person("lucia");
    Person ben = SITE.person("ben");
    String words = "Kites, kites, kites! From " + lucia.name();
    SITE.client(lucia).write(words);
    Visitor reader = SITE.visitor(scripts, ben).open("/explore");
    reader.post(words).locator(".menu summary").click();
    reader.follow("Report this post").sees("Report a post by " + lucia.name()).looksAround();
    reader.pressWithoutChecks("Report").isRefused("reason", "Please choose what is wrong.");
    reader.field("What is wrong?").selectOption("SPAM");
    reader.type("What they should know (at most 1000 characters)", "Every day").press("Report");
    reader.isTold("Thank you. Those who look after this site will see it.");

    Visitor moderator = SITE.visitor(scripts, amina).open("/admin/reports");
    moderator.sees("Reports").looksAround();
    moderator.page().locator("main .name").first().click();
    moderator.sees("A post by " + lucia.name()).looksAround().reads(words);
    moderator.type("Reason", "No advertising").press("Hide the post");
    moderator.isTold("Decided.");

    reader.open("/explore").misses(words);
    Visitor author = SITE.visitor(scripts, lucia).open("/notifications");
    assertThat(author.page().locator(".notice").first()).containsText("No advertising");
    author.follow("See the post").sees("Hidden post").looksAround().reads(words);
  }
}
