package dev.microblog.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;

/// A browser window and who sits at it: does what people do, by the words that they read.
final class Visitor {
  private static final int NARROWEST = 320;

  private final Page page;
  private final URI address;
  private final Scripts scripts;
  private final Screen screen;
  private final List<String> troubles = new ArrayList<>();

  private Visitor(Page page, URI address, Scripts scripts, Screen screen) {
    this.page = page;
    this.address = address;
    this.scripts = scripts;
    this.screen = screen;
    page.onPageError(troubles::add);
    page.onConsoleMessage(
        message -> {
          if (message.text().contains("Content Security Policy")) {
            troubles.add(message.text());
          }
        });
    page.onResponse(this::note);
  }

  static Visitor open(
      Browser browser, URI address, Scripts scripts, Screen screen, String language) {
    BrowserContext window =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(address.toString())
                .setJavaScriptEnabled(scripts == Scripts.ON)
                .setViewportSize(screen.width, screen.height)
                .setColorScheme(screen.scheme)
                // Else axe would meet colours on their way from light to dark.
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale(language));
    window.setDefaultTimeout(15_000);
    return new Visitor(window.newPage(), address, scripts, screen);
  }

  /// Notes what the server failed at: any page, and what a page is made of.
  private void note(Response response) {
    boolean part = !response.request().isNavigationRequest();
    if (response.status() >= 500 || (part && response.status() >= 400)) {
      troubles.add(response.status() + " " + response.url());
    }
  }

  /// The page that is open.
  Page page() {
    return page;
  }

  /// A window beside this one in the same browser, with the same cookies.
  Visitor besides() {
    return at(page.context().newPage());
  }

  /// The same person at a page that opened by itself.
  Visitor at(Page other) {
    return new Visitor(other, address, scripts, screen);
  }

  /// Goes to an address.
  Visitor open(String path) {
    try {
      page.navigate(path);
    } catch (PlaywrightException e) {
      // Chromium drops what it loads whenever the machine gets a network or loses one, such as that
      // of a container which another test starts.
      if (!String.valueOf(e.getMessage()).contains("ERR_NETWORK_CHANGED")) {
        throw e;
      }
      page.navigate(path);
    }
    return this;
  }

  /// Types into a field, over what was there.
  Visitor type(String label, String text) {
    field(label).fill(text);
    return this;
  }

  /// The field with a label.
  Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  /// Presses a button.
  Visitor press(String button) {
    button(button).click();
    return this;
  }

  /// The button with a name.
  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /// Follows a link.
  Visitor follow(String link) {
    link(link).click();
    return this;
  }

  /// The link with a name.
  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /// Checks the one line that the page says about what has just happened.
  Visitor isTold(String words) {
    assertThat(page.locator(".flash")).hasText(words);
    return this;
  }

  /// Checks what is read out of what has just happened, whether or not it is seen, too.
  Visitor hears(String words) {
    assertThat(
            page.getByRole(AriaRole.STATUS)
                .and(page.getByText(words, new Page.GetByTextOptions().setExact(true)))
                .or(page.locator(".flash[role=status]").getByText(words)))
        .hasCount(1);
    return this;
  }

  /// Checks the page's headline.
  Visitor sees(String headline) {
    Locator heading = page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    assertThat(heading).hasText(headline);
    return this;
  }

  /// The post with these words.
  Locator post(String words) {
    return page.getByRole(AriaRole.ARTICLE).filter(new Locator.FilterOptions().setHasText(words));
  }

  /// The post of somebody with these words, where others may have written the same.
  Locator post(Person author, String words) {
    Locator name =
        page.locator(".name")
            .and(page.getByText(author.name(), new Page.GetByTextOptions().setExact(true)));
    return post(words).filter(new Locator.FilterOptions().setHas(name));
  }

  /// Checks that a post is on the page.
  Visitor reads(String words) {
    assertThat(post(words)).hasCount(1);
    return this;
  }

  /// Checks that a post is not on the page.
  Visitor misses(String words) {
    assertThat(page.locator("main")).isVisible();
    assertThat(post(words)).hasCount(0);
    return this;
  }

  /// Checks where the visitor is, by path and query.
  Visitor isAt(String path) {
    assertThat(page).hasURL(address.resolve(path).toString());
    return this;
  }

  /// What is wrong with a field, as the page ties it to the field.
  Locator error(String field) {
    return page.locator("#" + field + "-error");
  }

  /// Checks a field that was refused: the error stands under it and is tied to it.
  Visitor isRefused(String field, String words) {
    assertThat(error(field)).hasText(words);
    Locator input = page.locator("#" + field);
    assertThat(input).hasAttribute("aria-invalid", "true");
    assertThat(input)
        .hasAttribute("aria-describedby", Pattern.compile("\\b" + field + "-error\\b"));
    return this;
  }

  /// Sends the form although the browser would hold it back, as an older browser does.
  Visitor pressWithoutChecks(String button) {
    page.locator("form").evaluateAll("forms => forms.forEach(form => form.noValidate = true)");
    return press(button);
  }

  /// Looks around: nothing in the page failed, nothing lies sideways out of sight on a wide, a
  /// narrow and the narrowest screen, and, where scripts run, axe has nothing to say in the light
  /// and in the dark.
  Visitor looksAround() {
    Assertions.assertThat(troubles).as("troubles at %s", page.url()).isEmpty();
    resize(NARROWEST, Screen.NARROW.height);
    fits(NARROWEST);
    for (Screen other : Screen.values()) {
      resize(other.width, other.height);
      fits(other.width);
      if (scripts == Scripts.ON) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(other.scheme));
        Axe.check(page, other.width + " px, " + other.scheme);
      }
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(screen.scheme));
    resize(screen.width, screen.height);
    return this;
  }

  private void resize(int width, int height) {
    page.setViewportSize(width, height);
  }

  private void fits(int width) {
    Object over =
        page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    Assertions.assertThat(over).as("px beyond %s at %s", width, page.url()).isEqualTo(0);
  }

  /// Leaves a picture and the page, for who looks into a failure.
  void leaveTraces(Path file) throws IOException {
    try {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
      Files.writeString(file.resolveSibling(file.getFileName() + ".html"), page.content());
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(file.resolveSibling(file.getFileName() + ".png")));
    } catch (PlaywrightException e) {
      Files.writeString(
          file.resolveSibling(file.getFileName() + ".txt"), String.valueOf(e.getMessage()));
    }
  }
}
