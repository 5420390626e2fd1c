package dev.microblog.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Takes the pictures of the README, from a server with the demo's people. It is no test, and runs
/// only when asked for:
/// `./mvnw verify -Dgroups=screenshots -DexcludedGroups= -Dsurefire.failIfNoSpecifiedTests=false`
@Tag("screenshots")
class Screenshots {
  private static final int LARGEST = 300_000;
  private static final Pattern CAST = Pattern.compile("^  (amina) +(\\S+)$");

  @Test
  void takeThePicturesOfTheReadme(@TempDir Path folder) throws IOException {
    Path pictures = Path.of(Launch.property("microblog.screenshots")).normalize();
    Files.createDirectories(pictures);
    try (Server server = Launch.in(folder.resolve("data")).arguments("--demo").start();
        Chromium chromium = Chromium.start()) {
      Person amina = amina(server);
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        for (Screen screen : Screen.values()) {
          String name =
              "home-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + screen.width + ".png";
          take(server, chromium, amina, screen, scheme, pictures.resolve(name));
        }
      }
    }
  }

  /// The first of the demo, with the password that the log tells.
  static Person amina(Server server) {
    return server.lines().stream()
        .map(CAST::matcher)
        .filter(Matcher::matches)
        .map(line -> new Person(line.group(1), line.group(2)))
        .findFirst()
        .orElseThrow();
  }

  private static void take(
      Server server, Chromium chromium, Person person, Screen screen, ColorScheme scheme, Path file)
      throws IOException {
    String session = server.client().signIn(person).session();
    try (BrowserContext window =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(screen.width, screen.height)
                    .setColorScheme(scheme)
                    .setLocale("en-US"))) {
      String address = server.address().toString();
      window.addCookies(List.of(new Cookie("session", session).setUrl(address)));
      Page page = window.newPage();
      page.navigate(address + "/index");
      // The composer has the focus when the page opens; a reader of the README has not.
      page.evaluate("() => document.activeElement.blur()");
      page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }
    Assertions.assertThat(Files.size(file)).isBetween(10_000L, (long) LARGEST);
  }
}
