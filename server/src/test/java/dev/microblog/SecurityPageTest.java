package dev.microblog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// docs/security.md names classes and tests that exist.
class SecurityPageTest {
  private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z]+)(?:#([a-zA-Z0-9]+))?`");

  private static Map<String, String> classes() throws IOException {
    Map<String, String> sources = new HashMap<>();
    for (String root : new String[] {"src/main/java", "src/test/java", "../e2e/src/test/java"}) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          sources.merge(name, Files.readString(file), String::concat);
        }
      }
    }
    return sources;
  }

  @Test
  void whatThePageNamesExists() throws IOException {
    Map<String, String> sources = classes();
    var named = NAMED.matcher(Files.readString(Path.of("../docs/security.md"))).results().toList();

    assertThat(named).hasSizeGreaterThan(80);
    assertThat(named)
        .allSatisfy(
            name -> {
              assertThat(sources).containsKey(name.group(1));
              if (name.group(2) != null) {
                assertThat(sources.get(name.group(1))).contains("void " + name.group(2) + "(");
              }
            });
    Set<String> tests =
        named.stream()
            .map(n -> n.group(1))
            .filter(n -> n.endsWith("Test"))
            .collect(Collectors.toSet());
    assertThat(tests).hasSizeGreaterThan(15);
  }
}
