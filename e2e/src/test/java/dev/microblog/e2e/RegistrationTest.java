package dev.microblog.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Signing up where somebody lets people in, and by an invitation.
class RegistrationTest {
  @RegisterExtension static final Site SITE = new Site();

  /// Who set the site up.
  private static @Nullable Person operator;

  private static Person operator() {
    Person known = operator;
    if (known == null) {
      known = SITE.person("amina");
      operator = known;
    }
    return known;
  }

  @Journey
  void aPersonAsksAndIsLetInAndAnotherIsInvited(Scripts scripts) throws IOException {
    Visitor amina = SITE.visitor(scripts, operator()).open("/admin/settings").looksAround();
    amina.type("Name", "Kites " + scripts).type("Rules", "Be kind.\n\n<b>Always</b>.");
    amina.field("Who may sign up").selectOption("approval");
    amina.press("Save changes").isTold("Your changes have been saved.");
    amina.open("/admin/announcements").type("What to tell everybody", "Wind at noon");
    amina.press("Announce").looksAround();

    Person ben = Person.of("ben_" + scripts);
    Visitor guest = SITE.visitor(scripts).open("/auth/register");
    guest.follow("Read the rules of this site first.").isAt("/rules").sees("Rules");
    assertThat(guest.page().getByText("<b>Always</b>.")).isVisible();
    guest.open("/auth/register").looksAround();
    fill(guest, ben);
    guest.type("About you", "I fly kites").press("Register").isAt("/auth/login");
    guest.isTold("Thank you. You can sign in as soon as somebody lets you in.");
    signIn(guest, ben);
    guest.isTold("Your account waits until somebody who looks after this site lets it in.");

    amina.open("/admin/registrations");
    assertThat(amina.page().getByText("I fly kites")).isVisible();
    amina.looksAround().press("Let in " + ben.name());
    amina.isTold(ben.name() + " may sign in now.");
    signIn(guest, ben);
    guest.isAt("/index");
    assertThat(guest.page().locator(".told")).hasText("Wind at noon Close");
    guest.press("Close").isAt("/index");
    assertThat(guest.page().locator(".told")).hasCount(0);

    amina.press("Make a link").isTold("The invitation works. Its link is below.").looksAround();
    String link = amina.page().locator("a[href*=invite]").first().getAttribute("href");
    Person lucia = Person.of("lucia_" + scripts);
    Visitor invited = SITE.visitor(scripts).open(link);
    assertThat(invited.page().getByText("You are invited.")).isVisible();
    fill(invited, lucia);
    invited.press("Register").isAt("/auth/login");
    signIn(invited, lucia);
    invited.isAt("/index");

    amina.open("/admin/announcements");
    amina.page().getByText("End", new Page.GetByTextOptions().setExact(true)).first().click();
    amina.isTold("The announcement has ended.");
  }

  private static void fill(Visitor visitor, Person person) {
    visitor.type("Username", person.name()).type("Email", person.email());
    visitor.type("Password", person.password()).type("Repeat Password", person.password());
  }

  private static void signIn(Visitor visitor, Person person) {
    visitor.type("Username", person.name()).type("Password", person.password()).press("Sign In");
  }
}
