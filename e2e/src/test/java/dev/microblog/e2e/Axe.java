package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Looks for what keeps people with disabilities out, by axe-core. It is handed to the browser by
/// its debugger, not by the page, so the page's content security policy stays in force.
final class Axe {
  private static final String RUN =
      """
      async tags => {
        const found = await axe.run(document, {runOnly: tags, resultTypes: ['violations']});
        return found.violations.map(violation => violation.id + ' (' + violation.help + '): '
          + violation.nodes.map(node => node.target.join(' ') + ' — ' + node.failureSummary).join('; '));
      }
      """;

  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  private Axe() {}

  /// Skips a journey with scripts where there is no axe-core.
  static void need() {
    String file = System.getenv("AXE_CORE");
    Strict.need(
        file != null && Files.isReadable(Path.of(file)),
        "There is no axe-core: set AXE_CORE to its axe.min.js, of the version in axe-core.version.");
  }

  /// Checks the page as it stands.
  ///
  /// @param seen on which screen, for who reads the failure
  static void check(Page page, String seen) {
    if (Boolean.TRUE.equals(page.evaluate("() => typeof axe === 'undefined'"))) {
      page.evaluate(Script.TEXT);
    }
    assertThat(page.evaluate(RUN, RULES))
        .as("axe on %s, %s", page.url(), seen)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .isEmpty();
  }

  /// Read once, when it is first wanted.
  private static final class Script {
    static final String TEXT = read();

    private static String read() {
      String file = System.getenv("AXE_CORE");
      if (file == null) {
        throw new IllegalStateException("need() is called before");
      }
      try {
        return Files.readString(Path.of(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
