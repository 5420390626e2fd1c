package dev.microblog.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Texts and names that try the layout: nothing may push a page sideways.
class RoomTest {
  @RegisterExtension static final Site SITE = new Site();

  @Journey
  void longAndRightToLeftTextsFitEveryScreen(Scripts scripts) throws IOException {
    Person longest = SITE.person(("n".repeat(60) + "_" + scripts).substring(0, 63));
    Person under =
        SITE.person(
            "a_very_long_name_with_many_words_in_it_and_then_some_more_of_"
                + (scripts == Scripts.ON ? "on" : "off"));
    String word = "m".repeat(500);
    String arabic = "صباح الخير يا أصدقاء، كيف حالكم اليوم؟";
    Client client = SITE.client(longest);
    client.write(word);
    client.write(
        arabic + " #صباح_الخير https://example.org/" + "path/".repeat(40) + " @" + under.name());
    client.write("#" + "t".repeat(64));
    SITE.client(under).follow(longest);
    client.follow(under);

    Visitor visitor = SITE.visitor(scripts, longest);
    String profile = "/user/" + longest.name();
    for (String path :
        new String[] {
          "/index",
          "/explore",
          profile,
          profile + "/followers",
          profile + "/following",
          "/user/" + under.name(),
          "/edit_profile",
          "/tag/" + "t".repeat(64),
          "/tag/صباح_الخير",
          "/auth/logout",
          "/user/" + "x".repeat(200)
        }) {
      visitor.open(path).looksAround();
    }
    visitor.open(profile).reads(word);
    assertThat(visitor.post(arabic).locator(".post-body")).hasAttribute("lang", "ar");
    assertThat(visitor.post(arabic).locator(".post-body")).hasCSS("direction", "rtl");
    assertThat(visitor.post(word).locator(".post-body")).hasCSS("direction", "ltr");
    visitor.page().locator(".me > summary").click();
    visitor.looksAround();

    visitor.open(profile).post(word).locator("summary").click();
    visitor.looksAround();
    visitor.follow("Edit").sees("Edit your post").looksAround();
    visitor.open(profile).post(word).locator("summary").click();
    visitor.follow("Delete").sees("Delete this post?").looksAround();

    Visitor follower = SITE.visitor(scripts, under).open(profile);
    follower.press("Unfollow " + longest.name());
    follower.isTold("You are not following " + longest.name() + ".").looksAround();
  }

  @Journey
  void aLanguageWrittenFromTheRightInAFieldStartsThere(Scripts scripts) throws IOException {
    Visitor visitor = SITE.visitor(scripts, SITE.person("karim")).open("/index");
    visitor.type("Say something", "صباح الخير");
    assertThat(visitor.field("Say something")).hasCSS("direction", "rtl");
    visitor.looksAround();
  }
}
