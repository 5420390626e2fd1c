package dev.microblog.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Being told of what others do, on the page that is open where scripts run.
class NotificationTest {
  @RegisterExtension static final Site SITE = new Site();

  private static Locator badge(Visitor visitor) {
    return visitor.page().locator("#notification_count");
  }

  @Journey
  void oneIsToldOfWhatOthersDo(Scripts scripts) throws IOException {
    Person amina = SITE.person("amina");
    Person ben = SITE.person("ben");
    Visitor reader = SITE.visitor(scripts, amina).open("/explore");
    assertThat(badge(reader)).isHidden();
    SITE.client(ben).follow(amina);
    SITE.client(ben).write("Thank you, @" + amina.name());
    if (scripts == Scripts.OFF) {
      Wait.until("both are told", () -> badge(reader.open("/explore")).textContent().equals("2"));
    }
    assertThat(badge(reader)).hasText("2");
    if (scripts == Scripts.ON) {
      reader.hears("No messages and 2 notifications to read");
      // What is read on one page is read on the other.
      Visitor besides = reader.besides().open("/notifications");
      assertThat(badge(besides)).isHidden();
      assertThat(badge(reader)).isHidden();
      SITE.client(SITE.person("lucia")).follow(amina);
      assertThat(badge(reader)).hasText("1");
    }

    reader.looksAround().page().locator(".nav a[href='/notifications']").click();
    reader.sees("Notifications");
    assertThat(reader.page().locator(".notice").last()).containsText(ben.name() + " follows you");
    assertThat(reader.page().locator("blockquote")).hasText("Thank you, @" + amina.name());
    if (scripts == Scripts.OFF) {
      assertThat(badge(reader)).hasText("2");
      reader.looksAround().press("Mark all as read");
    }
    assertThat(badge(reader)).isHidden();
    assertThat(reader.button("Mark all as read")).hasCount(0);
    reader.looksAround().press("Follow back " + ben.name());
    reader.hears("You are following " + ben.name() + "!");

    reader.open("/settings").field("When somebody mentions you").selectOption("NONE");
    reader.page().locator("form[action='/settings/notifications'] button").click();
    reader.isTold("Your changes have been saved.");
    SITE.client(ben).write("Once more, @" + amina.name());
    reader.open("/explore").reads("Once more, @" + amina.name());
    assertThat(badge(reader)).isHidden();
  }
}
