package dev.microblog.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// All addresses of the pages, read from where they are written down, so that a new one cannot be
/// forgotten by a test that is about all of them.
final class RouteTable {
  /// An address.
  ///
  /// @param method GET or POST
  /// @param path with its parameters in braces
  record Route(String method, String path) {
    /// The path with these in place of its parameters.
    String with(String name, String tag, long id) {
      return path.replace("{name}", name)
          .replace("{tag}", tag)
          .replace("{id}", Long.toString(id))
          .replace("{token}", "unknown")
          .replace("{version}", "2.1")
          .replace("{file}", "amina.svg");
    }

    /// Whether an address leads here.
    boolean takes(String address) {
      String pattern =
          Stream.of(path.split("(?=\\{)|(?<=})"))
              .map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
              .reduce("", String::concat);
      return address.matches(pattern);
    }
  }

  private static final Path WEB = Path.of("src/main/java/dev/microblog/web");
  private static final List<Path> SOURCES =
      List.of(WEB.resolve("WebFace.java"), WEB.resolve("admin/AdminRoutes.java"));
  private static final Pattern LINE =
      Pattern.compile("routes\\.(get|post)\\(\\s*\"([^\"]+)\"( \\+ Feeds\\.FILE)?,");

  private RouteTable() {}

  /// All routes with a method.
  static List<Route> all(String method) {
    return SOURCES.stream()
        .flatMap(source -> LINE.matcher(text(source)).results())
        .map(
            line ->
                new Route(
                    line.group(1).toUpperCase(java.util.Locale.ROOT),
                    line.group(2) + (line.group(3) == null ? "" : "/feed.atom")))
        .filter(route -> route.method().equals(method))
        .toList();
  }

  private static String text(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
