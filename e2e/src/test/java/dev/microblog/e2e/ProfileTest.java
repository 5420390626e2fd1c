package dev.microblog.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Editing one's profile, the name included.
class ProfileTest {
  @RegisterExtension static final Site SITE = new Site();

  @Journey
  void aTextAboutOneselfIsShownToAll(Scripts scripts) throws IOException {
    Person amina = SITE.person("amina");
    Visitor visitor = SITE.visitor(scripts, amina).open("/user/" + amina.name());
    visitor.follow("Edit your profile").isAt("/edit_profile").sees("Edit your profile");
    visitor.looksAround();
    assertThat(visitor.field("Username")).hasValue(amina.name());
    visitor.type("About me", "Grows <b>tomatoes</b>\nand patience").press("Save changes");
    visitor.isAt("/edit_profile").isTold("Your changes have been saved.");
    assertThat(visitor.field("About me")).hasValue("Grows <b>tomatoes</b>\nand patience");

    Visitor ben = SITE.visitor(scripts, SITE.person("ben")).open("/user/" + amina.name());
    assertThat(ben.page().locator(".about")).containsText("Grows <b>tomatoes</b>");
    ben.looksAround();
  }

  @Journey
  void aRenamedPersonStaysSignedInAndIsFoundByMentionsOfTheOldName(Scripts scripts)
      throws IOException {
    Person lucia = SITE.person("lucia");
    Person ben = SITE.person("ben");
    SITE.client(lucia).write("A post from before");
    Client writing = SITE.client(ben);
    writing.write("Good morning @" + lucia.name() + ", how are you?");
    Person renamed = new Person("lucia_of_" + scripts, lucia.password());

    Visitor visitor = SITE.visitor(scripts, lucia).open("/edit_profile");
    visitor.type("Username", renamed.name()).press("Save changes");
    visitor.isTold("Your changes have been saved.");
    visitor.open("/index").sees("Hi, " + renamed.name() + "!");
    assertThat(visitor.post(renamed, "A post from before")).hasCount(1);
    visitor.open("/user/" + lucia.name()).sees("There is nothing here");

    visitor.open("/user/" + ben.name()).follow("@" + lucia.name());
    visitor.isAt("/user/" + renamed.name()).sees("User: " + renamed.name());
    visitor.reads("A post from before");

    Visitor again = SITE.visitor(scripts).open("/auth/login");
    again.type("Username", renamed.name()).type("Password", lucia.password()).press("Sign In");
    again.isAt("/index");
  }

  @Journey
  void whatIsRefusedIsKeptAndTold(Scripts scripts) throws IOException {
    Person ben = SITE.person("ben");
    Person amina = SITE.person("amina");
    Visitor visitor = SITE.visitor(scripts, amina).open("/edit_profile");
    visitor.type("Username", ben.name()).type("About me", "a".repeat(141)).press("Save changes");
    visitor.isRefused("about_me", "Field must be between 0 and 140 characters long.");
    assertThat(visitor.field("About me")).hasValue("a".repeat(141));
    assertThat(visitor.field("Username")).hasValue(ben.name());
    visitor.looksAround();
    visitor.type("About me", "a".repeat(140)).press("Save changes");
    visitor.isRefused("username", "Please use a different username.").looksAround();
    visitor.open("/user/" + amina.name()).sees("User: " + amina.name());
    assertThat(visitor.page().locator(".about")).hasCount(0);
  }
}
