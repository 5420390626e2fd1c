package dev.microblog.account;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// The passwords that everybody tries first.
final class CommonPasswords {
  private CommonPasswords() {}

  /// Whether the password is among them, in whatever case.
  static boolean contains(String password) {
    return Holder.ALL.contains(password.toLowerCase(Locale.ROOT));
  }

  /// Loaded when the first account is made, not at start.
  private static final class Holder {
    static final Set<String> ALL = load();

    private static Set<String> load() {
      try (InputStream in =
              Objects.requireNonNull(
                  CommonPasswords.class.getResourceAsStream("/common-passwords.txt"));
          BufferedReader lines =
              new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        return lines
            .lines()
            .filter(line -> !line.startsWith("#"))
            .collect(Collectors.toUnmodifiableSet());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
