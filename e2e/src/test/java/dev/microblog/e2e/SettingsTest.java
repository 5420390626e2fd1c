package dev.microblog.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Settings: how the pages look, and what one signs in with.
class SettingsTest {
  @RegisterExtension static final Site SITE = new Site();

  private static Visitor open(Scripts scripts, Person person) throws IOException {
    Visitor visitor = SITE.visitor(scripts, person).open("/index");
    visitor.page().locator(".me > summary").click();
    return visitor.follow("Settings").isAt("/settings").sees("Settings");
  }

  @Journey
  void darkAndSpanish(Scripts scripts) throws IOException {
    Visitor visitor = open(scripts, SITE.person("amina")).looksAround();
    visitor.field("Language of these pages").selectOption("es");
    visitor.field("Colours").selectOption("dark");
    visitor.page().locator("form[action='/settings/display'] button").click();

    visitor.isTold("Tus cambios han sido salvados.").sees("Ajustes").looksAround();
    assertThat(visitor.page().locator("html")).hasAttribute("data-theme", "dark");
    assertThat(visitor.page().locator("body")).hasCSS("background-color", "rgb(24, 20, 22)");
  }

  @Journey
  void aNewPasswordAndTheOthersAreOut(Scripts scripts) throws IOException {
    Person amina = SITE.person("amina");
    Visitor elsewhere = SITE.visitor(scripts, amina).open("/index");
    Visitor visitor = open(scripts, amina);
    visitor.type("Present password", "a wrong one");
    visitor.type("New password", "a garden behind the mill");
    visitor.type("Repeat Password", "a garden behind the mill").press("Change password");
    visitor.isRefused("password", "That is not your password.").looksAround();

    visitor.type("Present password", amina.password());
    visitor.type("New password", "a garden behind the mill");
    visitor.type("Repeat Password", "a garden behind the mill").press("Change password");
    visitor.isTold("Your password is changed. You are signed out everywhere else.");
    elsewhere.open("/index").isAt("/auth/login?next=%2Findex");
    elsewhere.type("Username", amina.name()).type("Password", "a garden behind the mill");
    elsewhere.press("Sign In").isAt("/index");
    visitor.open("/settings").press("Sign out everywhere else");
    visitor.isTold("You are signed out everywhere else.");
    elsewhere.open("/index").isAt("/auth/login?next=%2Findex");
  }

  @Journey
  void leavingForGood(Scripts scripts) throws IOException {
    Person dara = SITE.person("dara");
    Person ben = SITE.person("ben");
    SITE.client(dara).write("Written before " + dara.name() + " left");
    SITE.client(ben).follow(dara);
    Visitor reader = SITE.visitor(scripts, ben).open("/user/" + dara.name());
    reader.reads("Written before " + dara.name() + " left");

    Visitor visitor = open(scripts, dara);
    visitor.follow("Delete your account…").isAt("/settings/delete").sees("Delete your account");
    assertThat(visitor.page().getByText("Your one post")).isVisible();
    visitor.looksAround();
    visitor.type("Your password, to be sure", "not it").press("Delete the account");
    visitor.isRefused("password", "That is not your password.").looksAround();
    visitor.type("Your password, to be sure", dara.password()).press("Delete the account");
    visitor
        .isAt("/auth/login")
        .isTold("Your account is deleted. Goodbye, and thank you for the company.");

    reader.open("/user/" + dara.name()).sees("There is nothing here");
    reader.open("/explore").misses("Written before " + dara.name() + " left");
    Wait.until(
        "the follow has ended",
        () -> {
          reader.open("/user/" + ben.name());
          return reader.link("0 following").count() == 1;
        });
    visitor.type("Username", dara.name()).type("Password", dara.password()).press("Sign In");
    visitor.isTold("Invalid username or password");
  }
}
