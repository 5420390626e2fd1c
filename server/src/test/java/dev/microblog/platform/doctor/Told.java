package dev.microblog.platform.doctor;

import dev.microblog.platform.config.Config;
import dev.microblog.platform.config.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What the tests of the doctor share.
final class Told {
  private Told() {}

  /// The sentences of one level about one subject, a line each.
  static String by(List<Finding> findings, Finding.Level level, String subject) {
    return findings.stream()
        .filter(finding -> finding.level() == level && finding.subject().equals(subject))
        .map(Finding::sentence)
        .collect(Collectors.joining("\n"));
  }

  /// The worst level about a subject.
  static Finding.Level worst(List<Finding> findings, String subject) {
    return findings.stream()
        .filter(finding -> finding.subject().equals(subject))
        .map(Finding::level)
        .max(java.util.Comparator.naturalOrder())
        .orElseThrow();
  }

  /// Settings from names and values in turn.
  static Config config(String... namesAndValues) {
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      variables.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Settings.read(variables);
  }
}
