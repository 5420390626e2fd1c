package dev.microblog.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What people do who get mail, which a demonstration shows in its log.
class MailTest {
  @RegisterExtension static final Site SITE = new Site(launch -> launch.arguments("--demo"));

  private static final String NEW = "a garden behind the mill";

  /// The path of the last link of a kind that somebody was mailed.
  private static String mailed(Person person, String start) {
    String to = "To " + person.email() + ":";
    Pattern link = Pattern.compile(Pattern.quote(start) + "[A-Za-z0-9_-]{43}");
    Wait.until(
        "mail to " + person.name(),
        () ->
            SITE.server().lines().stream()
                .anyMatch(line -> line.contains(to) && line.contains(start)));
    return SITE.server().lines().stream()
        .filter(line -> line.contains(to))
        .map(link::matcher)
        .filter(Matcher::find)
        .map(Matcher::group)
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  @Journey
  void whoForgotTheirPasswordGetsAnother(Scripts scripts) {
    Person noor = SITE.person("noor");
    Visitor visitor = SITE.visitor(scripts).open("/auth/login").follow("Click to Reset It");
    visitor.isAt("/auth/reset_password_request").sees("Reset Password").looksAround();
    visitor.type("Email", "no address").pressWithoutChecks("Request Password Reset");
    visitor.isRefused("email", "Invalid email address.").looksAround();
    visitor.type("Email", noor.email()).press("Request Password Reset");
    visitor.isAt("/auth/login");
    visitor.isTold("Check your email for the instructions to reset your password");

    visitor.open(mailed(noor, "/auth/reset_password/")).sees("Reset Your Password").looksAround();
    visitor.type("New password", "short").type("Repeat Password", "short");
    visitor.press("Change password").isRefused("password", "Use at least 8 characters.");
    visitor.looksAround();
    visitor.type("New password", NEW).type("Repeat Password", NEW).press("Change password");
    visitor.isAt("/auth/login").isTold("Your password has been reset.");
    visitor.type("Username", noor.name()).type("Password", NEW).press("Sign In").isAt("/index");
  }

  @Journey
  void whoSignsUpConfirmsTheirAddress(Scripts scripts) {
    Person omar = SITE.person("omar");
    Visitor visitor = SITE.visitor(scripts).open("/auth/login");
    visitor.type("Username", omar.name()).type("Password", omar.password()).press("Sign In");
    visitor.isAt("/index").open("/settings");
    assertThat(visitor.page().getByText(omar.email() + " is not confirmed yet.")).isVisible();
    visitor.looksAround();
    String first = mailed(omar, "/auth/confirm_email/");
    visitor.press("Send it again");
    visitor.isTold(
        "We sent a mail to %s. The address holds once you follow the link in it."
            .formatted(omar.email()));

    Wait.until(
        "the second mail to " + omar.name(),
        () -> !mailed(omar, "/auth/confirm_email/").equals(first));
    visitor.open(mailed(omar, "/auth/confirm_email/")).sees("Confirm your address").looksAround();
    visitor.press("Yes, it is mine").isAt("/settings").isTold("Your address is confirmed.");
    assertThat(visitor.button("Send it again")).hasCount(0);
  }
}
