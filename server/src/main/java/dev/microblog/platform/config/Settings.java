package dev.microblog.platform.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the settings from the environment. Every variable has its row in [#ALL], from which
/// docs/config.md is made.
public final class Settings {
  /// One variable, as docs/config.md shows it.
  ///
  /// @param name the environment variable
  /// @param standard what holds without it, in words
  /// @param meaning what it does, in Markdown
  public record Setting(String name, String standard, String meaning) {}

  /// Every variable that is read, in the order of the documentation.
  public static final List<Setting> ALL =
      List.of(
          new Setting("PORT", "5000", "TCP port of the web server, 0 to 65535."),
          new Setting(
              "DATA_DIR", "`data`", "Folder of the database and the keys. It is made if missing."),
          new Setting(
              "SECRET_KEY",
              "made at first start and kept in the data folder",
              "Signs form tokens and short-lived cookies; at least 16 characters. Changing it"
                  + " makes open forms ask to be sent again."),
          new Setting(
              "SECRET_KEY_FILE", "none", "A file that holds the secret key; not with SECRET_KEY."),
          new Setting(
              "PUBLIC_URL",
              "none",
              "Where people reach the server, such as `https://blog.example.org`. With https,"
                  + " cookies are sent over https only."),
          new Setting(
              "TRUSTED_PROXIES",
              "none",
              "Networks of your reverse proxies, by comma, such as `127.0.0.1, 10.0.0.0/8`. Only"
                  + " their `X-Forwarded-For` and `X-Forwarded-Proto` are believed."),
          new Setting(
              "POST_MAX_LENGTH",
              "500",
              "Longest post, in characters as a reader counts them, 1 to 5000."),
          new Setting(
              "PUBLIC_PAGES",
              "on",
              "`off` shows posts and profiles to people who are signed in, and to nobody else."),
          new Setting(
              "RATE_LIMIT",
              "on",
              "`off` lifts all rate limits, for a test bench. Never in public."));

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  private Settings(Map<String, String> environment) {
    this.environment = environment;
  }

  /// Reads and checks all settings.
  ///
  /// @param environment the variables, as of [System#getenv()]
  /// @throws InvalidSettings naming everything that is wrong, without secret values
  public static Config read(Map<String, String> environment) {
    return new Settings(environment).read();
  }

  private Config read() {
    if (value("DATABASE_URL") != null) {
      problems.add(
          "DATABASE_URL is set, but this version keeps its data in DATA_DIR only. Unset it.");
    }
    Config config =
        new Config(
            number("PORT", 5000, 0, 65535),
            folder("DATA_DIR", "data"),
            secret(),
            publicUrl(),
            networks("TRUSTED_PROXIES"),
            number("POST_MAX_LENGTH", 500, 1, 5000),
            flag("PUBLIC_PAGES", true),
            flag("RATE_LIMIT", true));
    if (!problems.isEmpty()) {
      throw new InvalidSettings(problems);
    }
    return config;
  }

  /// The variable's value; null where it is absent, blank, or injected by a container link
  /// (`PORT=tcp://…`).
  private @Nullable String value(String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() || value.startsWith("tcp://") ? null : value.strip();
  }

  private int number(String name, int standard, int least, int most) {
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
    problems.add(name + " must be a whole number from " + least + " to " + most + ".");
    return standard;
  }

  private Path folder(String name, String standard) {
    String value = value(name);
    try {
      return Path.of(value == null ? standard : value).toAbsolutePath().normalize();
    } catch (java.nio.file.InvalidPathException e) {
      problems.add(name + " is not a path.");
      return Path.of(standard);
    }
  }

  /// As the tutorial's application reads its switches: anything but false, 0, no, off is on.
  private boolean flag(String name, boolean standard) {
    String value = value(name);
    return value == null
        ? standard
        : !List.of("false", "0", "no", "off").contains(value.toLowerCase(Locale.ROOT));
  }

  private @Nullable String secret() {
    String key = value("SECRET_KEY");
    String file = value("SECRET_KEY_FILE");
    if (file != null) {
      if (key != null) {
        problems.add("SECRET_KEY and SECRET_KEY_FILE are both set; keep one.");
        return key;
      }
      try {
        key = Files.readString(Path.of(file)).strip();
      } catch (IOException | java.nio.file.InvalidPathException e) {
        problems.add("SECRET_KEY_FILE cannot be read.");
        return null;
      }
    }
    if (key != null && key.length() < 16) {
      problems.add("SECRET_KEY must have at least 16 characters.");
    }
    return key;
  }

  private @Nullable URI publicUrl() {
    String value = value("PUBLIC_URL");
    if (value == null) {
      return null;
    }
    try {
      URI url = URI.create(value);
      if (url.getHost() != null
          && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Told below, as any other thing that is no web address.
    }
    problems.add("PUBLIC_URL must be a web address such as https://blog.example.org.");
    return null;
  }

  private List<Network> networks(String name) {
    String value = value(name);
    if (value == null) {
      return List.of();
    }
    try {
      return Arrays.stream(value.split(",", -1)).map(s -> Network.parse(s.strip())).toList();
    } catch (IllegalArgumentException e) {
      problems.add(name + " must be networks such as 10.0.0.0/8, separated by commas.");
      return List.of();
    }
  }
}
