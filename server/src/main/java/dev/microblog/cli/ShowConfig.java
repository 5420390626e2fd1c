package dev.microblog.cli;

import dev.microblog.platform.config.Setting;
import dev.microblog.platform.config.Settings;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Prints the settings that are in force, each with where it comes from, and no secret.
public final class ShowConfig {
  private ShowConfig() {}

  /// Prints a line a setting: name, where it was given, value.
  public static void print(Settings settings, PrintWriter out) {
    Map<String, Settings.Given> given =
        settings.given().stream()
            .collect(Collectors.toMap(Settings.Given::name, Function.identity()));
    for (Setting setting : Setting.ALL) {
      Settings.Given found = given.get(setting.name());
      out.printf(
          "%-20s %-12s %s%n",
          setting.name(),
          found == null ? "standard" : found.source(),
          found == null ? setting.standard().replace("`", "") : found.value());
    }
    out.flush();
  }
}
