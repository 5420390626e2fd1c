package dev.microblog.bench.size;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Keeps the tables of docs/scaling.md and what the calculator says the same. What stands there
/// between two comments is made; the comments name it.
class ScalingDocTest {
  private static final String UPDATE = "microblog.update";
  private static final Pattern MADE =
      Pattern.compile(
          "(?<begin><!-- made: (?<name>[a-z-]+) -->\\n)(?<text>.*?)(?<end><!-- end of what is made -->)",
          Pattern.DOTALL);

  private static Map<String, String> made() {
    SizeTable table = new SizeTable(Coefficients.measured());
    Map<String, String> made = new LinkedHashMap<>();
    made.put("coefficients", table.coefficients());
    made.put("thousand", table.of(new Site(1_000, 0.33, 1, 50, 20, 1)));
    made.put("hundred-thousand", table.of(new Site(100_000, 0.33, 1, 50, 20, 1)));
    made.put("million", table.of(new Site(1_000_000, 0.33, 1, 50, 20, 1)));
    made.put("ten-million", table.of(new Site(10_000_000, 0.33, 1, 50, 20, 1)));
    return made;
  }

  @Test
  void theTablesAreWhatTheCalculatorSays() throws IOException {
    Path document = projectRoot().resolve("docs/scaling.md");
    String written = Files.readString(document);
    Map<String, String> made = made();
    StringBuilder rendered = new StringBuilder();
    Matcher place = MADE.matcher(written);
    while (place.find()) {
      String text = made.remove(place.group("name"));
      assertThat(text).as(place.group("name")).isNotNull();
      String block = place.group("begin") + "\n" + text + "\n" + place.group("end");
      place.appendReplacement(rendered, Matcher.quoteReplacement(block));
    }
    place.appendTail(rendered);
    assertThat(made).as("what has no place in the document").isEmpty();
    if (Boolean.getBoolean(UPDATE)) {
      Files.writeString(document, rendered);
    }
    assertThat(Files.readString(document))
        .as(
            "docs/scaling.md is not what is computed. Write its tables anew with: ./mvnw -pl bench"
                + " -am test -Dtest=ScalingDocTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -D%s=true",
            UPDATE)
        .isEqualTo(rendered.toString());
  }

  /// Maven runs tests in the module's folder, an editor perhaps in another.
  private static Path projectRoot() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("no project above " + Path.of("").toAbsolutePath());
      }
      folder = parent;
    }
    return folder;
  }
}
