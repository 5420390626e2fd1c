package dev.microblog.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.io.IOException;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Signing in, being remembered, and signing out.
class SignInTest {
  @RegisterExtension static final Site SITE = new Site();

  @Journey
  void whoFollowsALinkSignsInFirstAndThenGetsThere(Scripts scripts) {
    Person amina = SITE.person("amina");
    String wanted = "/index?page=1";
    Visitor visitor = SITE.visitor(scripts).open(wanted);
    visitor.isTold("Please log in to access this page.").looksAround();

    visitor.type("Username", amina.name()).type("Password", "not her password").press("Sign In");
    visitor.isTold("Invalid username or password");
    assertThat(visitor.field("Username")).hasValue(amina.name());
    assertThat(visitor.field("Password")).hasValue("");
    assertThat(visitor.field("Password")).isFocused();
    visitor.looksAround();

    visitor.pressWithoutChecks("Sign In").isRefused("password", "This field is required.");
    visitor.looksAround();

    visitor.type("Password", amina.password()).press("Sign In").isAt(wanted);
    visitor.sees("Hi, " + amina.name() + "!");
    Cookie session = session(visitor);
    Assertions.assertThat(session.httpOnly).as("kept from scripts").isTrue();
    Assertions.assertThat(session.sameSite).isEqualTo(SameSiteAttribute.LAX);
  }

  @Journey
  void anAddressElsewhereIsNotFollowed(Scripts scripts) {
    Person amina = SITE.person("amina");
    Visitor visitor = SITE.visitor(scripts).open("/auth/login?next=//evil.example/");
    visitor.type("Username", amina.name()).type("Password", amina.password()).press("Sign In");
    visitor.isAt("/index");
  }

  @Journey
  void onlyWhoIsRememberedIsSignedInAfterTheBrowserWasClosed(Scripts scripts) {
    Person amina = SITE.person("amina");
    Visitor passing = SITE.visitor(scripts).open("/auth/login");
    passing.type("Username", amina.name()).type("Password", amina.password()).press("Sign In");
    passing.isAt("/index");
    reopened(scripts, passing).open("/index").isAt("/auth/login?next=%2Findex");

    Visitor staying = SITE.visitor(scripts).open("/auth/login");
    staying.type("Username", amina.name()).type("Password", amina.password());
    staying.field("Remember Me").check();
    staying.press("Sign In").isAt("/index");
    reopened(scripts, staying).open("/index").isAt("/index").sees("Hi, " + amina.name() + "!");
  }

  /// A new window with the cookies that a browser writes to disk.
  private static Visitor reopened(Scripts scripts, Visitor closed) {
    List<Cookie> kept =
        closed.page().context().cookies().stream().filter(cookie -> cookie.expires > 0).toList();
    Visitor visitor = SITE.visitor(scripts);
    BrowserContext window = visitor.page().context();
    window.addCookies(kept);
    return visitor;
  }

  @Journey
  void signingOutEndsTheSession(Scripts scripts) throws IOException {
    Person amina = SITE.person("amina");
    Visitor visitor = SITE.visitor(scripts, amina).open("/explore");
    String session = session(visitor).value;
    visitor.page().locator(".me > summary").click();
    visitor.looksAround();
    visitor.press("Sign out").isAt("/auth/login").isTold("You are signed out.");
    visitor.open("/index").isAt("/auth/login?next=%2Findex");

    Visitor thief = SITE.visitor(scripts);
    thief
        .page()
        .context()
        .addCookies(
            List.of(new Cookie("session", session).setUrl(SITE.server().address().toString())));
    thief.open("/index").isAt("/auth/login?next=%2Findex");
  }

  @Journey
  void anOldLinkThatSignedOutNowAsks(Scripts scripts) throws IOException {
    Person amina = SITE.person("amina");
    Visitor visitor = SITE.visitor(scripts, amina).open("/auth/logout").sees("Sign out");
    visitor.looksAround();
    visitor.follow("Stay").isAt("/index");
    visitor.open("/auth/logout").page().locator("main #submit").click();
    visitor.isTold("You are signed out.");
  }

  private static Cookie session(Visitor visitor) {
    return visitor.page().context().cookies().stream()
        .filter(cookie -> cookie.name.equals("session"))
        .findFirst()
        .orElseThrow();
  }
}
