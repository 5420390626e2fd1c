package dev.microblog.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Keeps docs/config.md and the settings that are read the same.
class ConfigDocTest {
  private static final String UPDATE = "microblog.update";

  private static final String HEAD =
      """
      # Settings

      Microblog reads its settings once, when it starts: from environment variables, and where one is missing there from a
      file `.env` in the folder in which it is started (in the container `/data`), with a line `NAME=value` for each.
      A value with `#` must stand in quotes there, or it ends before it. In the container `PORT`, `MANAGEMENT_PORT`,
      `MANAGEMENT_ADDRESS` and `DATA_DIR` are set already, and the environment goes before the file.

      Every setting may also be given as `NAME_FILE`, the name of a file that holds the value, as secrets of Docker and
      Kubernetes are; not both at once. Blanks around a value are dropped.

      A variable that is empty counts as not set, and so does one whose value begins with `tcp://` or `udp://`: container
      links and Kubernetes put such values into variables that they did not mean to set. `FLASK_APP`, `FLASK_DEBUG`,
      `REDIS_URL` and whatever else is not listed here is ignored. A name that is one letter away from a setting gets a
      warning in the log.

      Settings that are wrong are all named at once, the exit code is 2, and nothing is written. `microblog config` prints
      what is in force and where it comes from, without secrets; `microblog doctor` looks whether it fits the world.
      `./run` makes `DATA_DIR` absolute before the server sees it; without a value it is the folder `data` of the project.

      This file is made from `Setting.java`; do not edit it. `ConfigDocTest` compares the two and says how to bring the
      file up to date.

      | Variable | Without it | What it does |
      |---|---|---|
      """;

  @Test
  void theDocumentIsMadeFromTheSettings() throws IOException {
    Path folder = projectRoot().resolve("docs");
    Path document = folder.resolve("config.md");
    String rendered = rendered();
    if (Boolean.getBoolean(UPDATE)) {
      Files.createDirectories(folder);
      Files.writeString(document, rendered);
    }
    assertThat(Files.exists(document) ? Files.readString(document) : "")
        .as(
            "docs/config.md is made from Setting.ALL. Write it anew with: ./mvnw -pl schema,server"
                + " test -Dtest=ConfigDocTest -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
            UPDATE)
        .isEqualTo(rendered);
  }

  @Test
  void everyVariableThatIsReadIsListed() {
    Set<String> asked = new TreeSet<>();
    Map<String, String> environment =
        new AbstractMap<>() {
          @Override
          public @Nullable String get(@Nullable Object name) {
            asked.add(String.valueOf(name));
            return null;
          }

          @Override
          public Set<Entry<String, String>> entrySet() {
            return Set.of();
          }
        };
    Settings.read(environment);
    asked.removeIf(name -> name.endsWith("_FILE"));
    assertThat(Setting.ALL).extracting(Setting::name).containsExactlyInAnyOrderElementsOf(asked);
  }

  private static String rendered() {
    return Setting.ALL.stream()
        .map(s -> "| `%s` | %s | %s |\n".formatted(s.name(), cell(s.standard()), cell(s.meaning())))
        .collect(Collectors.joining("", HEAD, ""));
  }

  /// A bar would end the cell.
  private static String cell(String markdown) {
    return markdown.replace("|", "\\|");
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
