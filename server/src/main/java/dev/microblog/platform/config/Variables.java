package dev.microblog.platform.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The variables that were given, wherever they were: in the environment, in files that it names,
/// or in the file `.env`. Notes what is wrong with them, and says it without their values.
final class Variables {
  /// A variable that was given.
  ///
  /// @param source where it was found, in words
  record Given(String value, String source) {}

  /// Largest file that holds one value, in bytes.
  private static final long MOST_BYTES = 64 * 1024;

  private static final Set<String> ON = Set.of("true", "1", "yes", "on");
  private static final Set<String> OFF = Set.of("false", "0", "no", "off");

  private final Map<String, String> environment;
  private final Map<String, String> file;
  private final Map<String, Given> given = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  /// @param environment as of [System#getenv()]
  /// @param file what stands in `.env`; the environment goes before it
  Variables(Map<String, String> environment, Map<String, String> file) {
    this.environment = environment;
    this.file = file;
  }

  /// What was found so far, by name.
  Map<String, Given> given() {
    return given;
  }

  List<String> problems() {
    return problems;
  }

  /// Notes what is wrong, once however often the variable is asked for.
  void problem(String sentence) {
    if (!problems.contains(sentence)) {
      problems.add(sentence);
    }
  }

  /// The value; null where it is absent, blank, or put there by a container link.
  @Nullable String value(String name) {
    Given found = find(name, environment, "environment");
    if (found == null) {
      found = find(name, file, ".env");
    }
    if (found == null) {
      return null;
    }
    given.put(name, found);
    return found.value();
  }

  /// All values whose names begin so.
  Map<String, String> beginning(String prefix) {
    TreeSet<String> names = new TreeSet<>();
    for (Map<String, String> from : List.of(environment, file)) {
      from.keySet().stream()
          .filter(name -> name.startsWith(prefix))
          .map(name -> name.replaceFirst("_FILE$", ""))
          .forEach(names::add);
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : names) {
      String value = value(name);
      if (value != null) {
        values.put(name, value);
      }
    }
    return values;
  }

  private @Nullable Given find(String name, Map<String, String> from, String source) {
    String value = clean(from.get(name));
    String path = clean(from.get(name + "_FILE"));
    if (value != null && path != null) {
      problem(name + " and " + name + "_FILE are both set; keep one.");
    }
    if (value != null) {
      return new Given(value, source);
    }
    if (path == null) {
      return null;
    }
    String read = read(path);
    if (read == null) {
      problem(name + "_FILE cannot be read.");
    }
    return new Given(read == null ? "" : read, "file");
  }

  /// A link to another container gives the address of that container to names such as PORT.
  static @Nullable String clean(@Nullable String value) {
    return value == null
            || value.isBlank()
            || value.startsWith("tcp://")
            || value.startsWith("udp://")
        ? null
        : value.strip();
  }

  private static @Nullable String read(String path) {
    try {
      Path file = Path.of(path);
      return Files.size(file) > MOST_BYTES ? null : Files.readString(file).strip();
    } catch (IOException | InvalidPathException e) {
      return null;
    }
  }

  int number(String name, int standard, int least, int most) {
    String value = value(name);
    if (value == null) {
      return standard;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as a number out of range is.
    }
    problem(name + " must be a whole number from " + least + " to " + most + ".");
    return standard;
  }

  /// A switch. Any other word is refused: a guess might open what somebody meant to close.
  boolean flag(String name, boolean standard) {
    String value = value(name);
    if (value == null) {
      return standard;
    }
    String word = value.toLowerCase(Locale.ROOT);
    if (!ON.contains(word) && !OFF.contains(word)) {
      problem(name + " must be on or off (or true, yes, 1, false, no, 0).");
    }
    return ON.contains(word);
  }

  /// As the tutorial's application reads its switches: anything is on; but not, as there, the words
  /// for off.
  boolean tutorialFlag(String name, boolean standard) {
    String value = value(name);
    return value == null ? standard : !OFF.contains(value.toLowerCase(Locale.ROOT));
  }

  Path folder(String name, String standard) {
    String value = value(name);
    try {
      return Path.of(value == null ? standard : value).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      problem(name + " is not a path.");
      return Path.of(standard);
    }
  }

  /// One of a few words.
  String word(String name, List<String> words) {
    String value = value(name);
    if (value == null) {
      return words.getFirst();
    }
    String word = value.toLowerCase(Locale.ROOT);
    if (!words.contains(word)) {
      problem(name + " must be " + String.join(" or ", words) + ".");
      return words.getFirst();
    }
    return word;
  }

  /// The parts of a list that is separated by commas.
  List<String> list(String name) {
    String value = value(name);
    return value == null
        ? List.of()
        : Arrays.stream(value.split(",", -1)).map(String::strip).toList();
  }

  List<Network> networks(String name) {
    try {
      return list(name).stream().map(Network::parse).toList();
    } catch (IllegalArgumentException e) {
      problem(name + " must be networks such as 10.0.0.0/8, separated by commas.");
      return List.of();
    }
  }

  /// Web addresses that are separated by commas.
  ///
  /// @param example of one, for whom it is told that theirs is none
  List<URI> webAddresses(String name, String example) {
    List<URI> urls = new ArrayList<>();
    for (String text : list(name)) {
      URI url = webAddress(text);
      if (url == null) {
        problem(name + " must be a web address such as " + example + ".");
        return List.of();
      }
      urls.add(url);
    }
    return urls;
  }

  private static @Nullable URI webAddress(String text) {
    try {
      URI url = URI.create(text);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      return web && url.getHost() != null ? url : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
