package dev.microblog.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Private messages, and keeping somebody away.
class MessageTest {
  @RegisterExtension static final Site SITE = new Site();

  private static Locator badge(Visitor visitor) {
    return visitor.page().locator("#message_count");
  }

  private static Locator bubbles(Visitor visitor) {
    return visitor.page().locator(".bubble > div");
  }

  @Journey
  void twoWriteToEachOther(Scripts scripts) throws IOException {
    Person amina = SITE.person("amina");
    Person ben = SITE.person("ben");
    Visitor writer = SITE.visitor(scripts, amina).open("/user/" + ben.name());
    writer.follow("Send private message").sees("Send Message to " + ben.name()).looksAround();
    writer.pressWithoutChecks("Send").isRefused("message", "This field is required.");
    writer.looksAround().type("Message to " + ben.name(), "Saturday at ten?").press("Send");
    writer.isAt("/user/" + ben.name()).isTold("Your message has been sent.");
    writer.open("/send_message/" + ben.name());
    assertThat(writer.field("Message to " + ben.name())).hasValue("");

    Visitor reader = SITE.visitor(scripts, ben).open("/index");
    assertThat(badge(reader)).hasText("1");
    reader.looksAround().page().locator(".nav a[href='/messages']").click();
    reader.sees("Messages").looksAround();
    reader.page().locator(".talks a").click();
    reader.sees("Messages with " + amina.name());
    assertThat(bubbles(reader)).hasText(new String[] {"Saturday at ten?"});
    if (scripts == Scripts.OFF) {
      assertThat(badge(reader)).hasText("1");
      reader.looksAround().press("Mark as read");
    }
    assertThat(badge(reader)).isHidden();
    assertThat(reader.button("Mark as read")).hasCount(0);
    reader.looksAround();
    reader.type("Message to " + amina.name(), "I’ll bring the clamps").press("Send");
    reader.isTold("Your message has been sent.");
    assertThat(bubbles(reader)).hasText(new String[] {"Saturday at ten?", "I’ll bring the clamps"});
    assertThat(reader.field("Message to " + amina.name())).hasValue("");

    reader.page().locator(".bubble .drop").first().click();
    reader.sees("Delete this message?").looksAround().press("Delete for me");
    reader.isTold("The message is deleted for you.");
    assertThat(bubbles(reader)).hasText(new String[] {"I’ll bring the clamps"});
    reader.page().locator(".thread-head summary").click();
    reader.follow("Delete the conversation").sees("Delete this conversation?").looksAround();
    reader.press("Delete for me").isAt("/messages");
    assertThat(reader.page().getByText("No messages yet.")).isVisible();
    reader.looksAround();
    writer.open("/messages/" + ben.name());
    assertThat(bubbles(writer)).hasCount(2);
  }

  @Journey
  void oneKeepsAnotherAway(Scripts scripts) throws IOException {
    Person amina = SITE.person("amina");
    Person ben = SITE.person("ben");
    SITE.client(ben).write("Written by " + ben.name());
    SITE.client(ben).follow(amina);
    Visitor visitor = SITE.visitor(scripts, amina).open("/user/" + ben.name());
    visitor.reads("Written by " + ben.name());
    visitor.page().locator(".profile .menu > summary").click();
    visitor.looksAround().follow("Block " + ben.name()).sees("Block " + ben.name() + "?");
    visitor.looksAround().press("Block").isTold("You have blocked " + ben.name() + ".");
    visitor.misses("Written by " + ben.name()).looksAround();
    visitor.open("/explore").misses("Written by " + ben.name());

    Visitor kept = SITE.visitor(scripts, ben).open("/user/" + amina.name());
    assertThat(kept.page().getByText("There is nothing here for you to read.")).isVisible();
    assertThat(kept.button("Unfollow " + amina.name())).hasCount(0);
    kept.looksAround().open("/send_message/" + amina.name());
    assertThat(kept.page().locator("#closed"))
        .hasText(amina.name() + " does not take messages from you.");
    kept.looksAround();

    visitor.open("/settings").looksAround().follow("People you have blocked");
    visitor.sees("People you have blocked").looksAround().press("Unblock " + ben.name());
    visitor.isTold(ben.name() + " is no longer blocked.").isAt("/settings/blocks");
    visitor.open("/user/" + ben.name()).reads("Written by " + ben.name());
  }

  @Journey
  void whoMayWriteIsChosen(Scripts scripts) throws IOException {
    Person amina = SITE.person("amina");
    Person ben = SITE.person("ben");
    Visitor visitor = SITE.visitor(scripts, amina).open("/settings");
    visitor.field("Who may write to you").selectOption("NOBODY");
    visitor.page().locator("form[action='/settings/messages'] button").click();
    visitor.isTold("Your changes have been saved.");

    Visitor other = SITE.visitor(scripts, ben).open("/send_message/" + amina.name());
    assertThat(other.page().locator("#closed"))
        .hasText(amina.name() + " does not take messages from you.");
  }
}
