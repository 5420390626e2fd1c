package dev.microblog.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Following, and what home shows then.
class FollowTest {
  @RegisterExtension static final Site SITE = new Site();

  @Journey
  void homeFollowsAtOnce(Scripts scripts) throws IOException {
    Person ben = SITE.person("ben");
    Person lucia = SITE.person("lucia");
    Client writing = SITE.client(ben);
    writing.write("Written before anybody listened");
    Visitor visitor = SITE.visitor(scripts, lucia).open("/index");
    visitor.misses("Written before anybody listened");

    visitor.open("/user/" + ben.name()).sees("User: " + ben.name()).looksAround();
    visitor.press("Follow " + ben.name()).isAt("/user/" + ben.name());
    visitor.hears("You are following " + ben.name() + "!");
    assertThat(visitor.link("1 follower")).isVisible();
    visitor.looksAround();
    visitor.open("/index").reads("Written before anybody listened");

    writing.write("Written for those who listen");
    Wait.until(
        "a new post reaches the follower's home",
        () -> {
          visitor.open("/index");
          return visitor.post("Written for those who listen").count() == 1;
        });

    visitor.open("/user/" + ben.name()).press("Unfollow " + ben.name());
    visitor.hears("You are not following " + ben.name() + ".");
    assertThat(visitor.link("0 followers")).isVisible();
    visitor.open("/index").misses("Written before").misses("Written for those who listen");
    writing.write("Written when she had gone");
    visitor.open("/index").misses("Written when she had gone");
  }

  @Journey
  void listsTellWhoFollowsWhom(Scripts scripts) throws IOException {
    Person amina = SITE.person("amina");
    Person ben = SITE.person("ben");
    Person lucia = SITE.person("lucia");
    SITE.client(ben).follow(amina);
    SITE.client(lucia).follow(amina);
    Visitor visitor = SITE.visitor(scripts, ben).open("/user/" + amina.name());
    visitor.follow("2 followers").sees("Who follows " + amina.name()).looksAround();
    assertThat(visitor.page().locator("main .person .name"))
        .hasText(new String[] {lucia.name(), ben.name()});
    visitor.press("Follow " + lucia.name()).hears("You are following " + lucia.name() + "!");

    visitor
        .open("/user/" + ben.name())
        .follow("2 following")
        .sees("Who " + ben.name() + " follows");
    assertThat(visitor.page().locator("main .person .name"))
        .hasText(new String[] {lucia.name(), amina.name()});
    visitor.looksAround();
    visitor.follow(amina.name()).isAt("/user/" + amina.name());
    visitor.follow("0 following").sees("Who " + amina.name() + " follows");
    assertThat(visitor.page().getByText(amina.name() + " follows nobody yet.")).isVisible();
    visitor.looksAround();
    visitor.follow("Back to " + amina.name()).isAt("/user/" + amina.name());
  }

  @Journey
  void nobodyIsOfferedToFollowThemselves(Scripts scripts) throws IOException {
    Person amina = SITE.person("amina");
    Visitor visitor = SITE.visitor(scripts, amina).open("/user/" + amina.name());
    visitor.sees("User: " + amina.name()).looksAround();
    assertThat(visitor.button("Follow " + amina.name())).hasCount(0);
    assertThat(visitor.link("Edit your profile").first()).isVisible();
  }

  @Journey
  void whoIsNewFindsPeopleToFollow(Scripts scripts) throws IOException {
    SITE.person("ben");
    Person hana = SITE.person("hana");
    Visitor visitor = SITE.visitor(scripts, hana).open("/index");
    visitor.looksAround();
    visitor.page().locator(".aside").getByText("Follow").first().click();
    assertThat(
            visitor
                .page()
                .getByRole(AriaRole.STATUS)
                .filter(new Locator.FilterOptions().setHasText("You are following ")))
        .hasCount(1);
    visitor.open("/index").page().getByText("Look around").click();
    visitor.isAt("/explore");
  }
}
