package dev.microblog.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.extension.RegisterExtension;

/// Signing up.
class SignUpTest {
  @RegisterExtension static final Site SITE = new Site();

  @Journey
  void aPersonSignsUpAndIsAtHome(Scripts scripts) {
    Person amina = Person.of("amina_" + scripts);
    Visitor visitor = SITE.visitor(scripts).open("/");
    visitor.sees("Short posts, good company");
    visitor.follow("Create an account").isAt("/auth/register").sees("Make yourself at home");
    assertThat(visitor.field("Username")).isFocused();
    visitor.looksAround();
    fill(visitor, amina.name(), amina.email(), amina.password(), amina.password());
    visitor.press("Register").isAt("/auth/login");
    visitor.isTold("Congratulations, you are now a registered user!").looksAround();
    visitor.type("Username", amina.name()).type("Password", amina.password()).press("Sign In");
    visitor.isAt("/index").sees("Hi, " + amina.name() + "!");
    assertThat(visitor.page().getByText("Nothing to read yet")).isVisible();
    visitor.looksAround();
  }

  @Journey
  void everyMistakeIsToldUnderItsFieldAndNothingTypedIsLostButPasswords(Scripts scripts) {
    Person ben = SITE.person("ben");
    String good = "carla_" + scripts;
    String address = good + "@mail.example";
    String word = "a word of her own";
    Visitor visitor = SITE.visitor(scripts).open("/auth/register");

    visitor.press("Register").isAt("/auth/register");
    assertThat(visitor.page().locator(".error")).hasCount(0);

    visitor.pressWithoutChecks("Register");
    for (String field : new String[] {"username", "email", "password"}) {
      visitor.isRefused(field, "This field is required.");
    }
    visitor.looksAround();

    send(visitor, "carla!", "carla@nowhere", "short", "other");
    visitor.isRefused("username", "Use letters, digits and _ only.");
    visitor.isRefused("email", "Invalid email address.");
    visitor.isRefused("password", "Use at least 8 characters.");
    visitor.isRefused("password2", "Field must be equal to password.");
    assertThat(visitor.field("Username")).isFocused();
    keeps(visitor, "carla!", "carla@nowhere");
    visitor.looksAround();

    send(visitor, "c".repeat(65), address, "password1", "password1");
    visitor.isRefused("username", "Use at most 64 characters.");
    visitor.isRefused(
        "password", "That is one of the passwords everybody tries first. Choose another.");
    assertThat(visitor.error("email")).hasCount(0);
    keeps(visitor, "c".repeat(65), address);
    visitor.looksAround();

    send(visitor, ben.name().toUpperCase(java.util.Locale.ROOT), ben.email(), word, word);
    visitor.isRefused("username", "Please use a different username.");
    visitor.isRefused("email", "Please use a different email address.");

    send(visitor, good, ben.email(), word, word);
    visitor.isRefused("email", "Please use a different email address.");
    assertThat(visitor.error("username")).hasCount(0);
    assertThat(visitor.field("Email")).isFocused();
    keeps(visitor, good, ben.email());

    send(visitor, good, address, word, word);
    visitor.isAt("/auth/login").isTold("Congratulations, you are now a registered user!");
  }

  private static void fill(
      Visitor visitor, String name, String email, String password, String repeated) {
    visitor.type("Username", name).type("Email", email);
    visitor.type("Password", password).type("Repeat Password", repeated);
  }

  private static void send(
      Visitor visitor, String name, String email, String password, String repeated) {
    fill(visitor, name, email, password, repeated);
    visitor.pressWithoutChecks("Register");
  }

  private static void keeps(Visitor visitor, String name, String email) {
    assertThat(visitor.field("Username")).hasValue(name);
    assertThat(visitor.field("Email")).hasValue(email);
    assertThat(visitor.field("Password")).hasValue("");
    assertThat(visitor.field("Repeat Password")).hasValue("");
  }
}
