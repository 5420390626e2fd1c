package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

  /// What axe judges by: elements, and their attributes but for those whose words differ from
  /// person to person. Of elements alike in a row there is one.
  private static final String SHAPE =
      """
      () => {
        const present = new Set(['href', 'src', 'action', 'value', 'content', 'title', 'datetime',
          'alt', 'lang', 'aria-label', 'placeholder', 'd', 'points']);
        const shape = element => {
          const attributes = [...element.attributes]
            .map(({name, value}) => present.has(name)
              ? name + (value.trim() ? '+' : '') : name + '=' + value.replace(/\\d+/g, '#'))
            .sort().join(' ');
          const children = [];
          for (const node of element.childNodes) {
            const child = node.nodeType === 1 ? shape(node)
              : node.nodeType === 3 && node.data.trim() ? 'text' : '';
            if (child && child !== children.at(-1)) {
              children.push(child);
            }
          }
          return `<${element.localName} ${attributes}>${children.join('')}</>`;
        };
        return shape(document.documentElement);
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

  /// Checks the page as it stands, unless one of this shape was well before: of the browser's work
  /// half was to look again at what other tests had opened. The processes of a run tell each other
  /// by files, which are of one build of the program.
  ///
  /// @param seen on which screen, for who reads the failure
  static void check(Page page, String seen) {
    Path well = known(seen + page.evaluate(SHAPE));
    if (Files.exists(well)) {
      return;
    }
    if (Boolean.TRUE.equals(page.evaluate("() => typeof axe === 'undefined'"))) {
      page.evaluate(Script.TEXT);
    }
    assertThat(page.evaluate(RUN, RULES))
        .as("axe on %s, %s", page.url(), seen)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .isEmpty();
    try {
      Files.write(well, new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path known(String shape) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(shape.getBytes(StandardCharsets.UTF_8));
      Path folder = ClassCache.ofBuild("axe", "", Launch.app());
      return Files.createDirectories(folder).resolve(HexFormat.of().formatHex(hash));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
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
