package dev.microblog.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the program says of itself, where files for its deployment repeat it.
final class KnownSettings {
  /// Settings whose value is a secret. docs/config.md does not mark them; the server does.
  private static final Pattern SECRET = Pattern.compile(".*(KEY|PASSWORD)");

  private KnownSettings() {}

  /// Every setting of docs/config.md, which is made from the server's own list.
  static Set<String> all() {
    Set<String> names = new TreeSet<>();
    Matcher rows = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|").matcher(read("docs/config.md"));
    while (rows.find()) {
      names.add(rows.group(1));
    }
    return names;
  }

  /// Whether the server reads a variable of this name, or Java does.
  static boolean isKnown(String variable) {
    String name = variable.endsWith("_FILE") ? variable.replaceFirst("_FILE$", "") : variable;
    return all().contains(name) || variable.equals("_JAVA_OPTIONS");
  }

  static boolean isSecret(String name) {
    return SECRET.matcher(name).matches();
  }

  /// The version of the program, from its build.
  static String version() {
    Matcher version =
        Pattern.compile("<artifactId>microblog</artifactId>\\s*<version>([^<]+)<")
            .matcher(read("pom.xml"));
    if (!version.find()) {
      throw new AssertionError("pom.xml has no version");
    }
    return version.group(1);
  }

  /// A file of the project.
  static String read(String path) {
    try {
      return Files.readString(Docker.root().resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
