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
}
