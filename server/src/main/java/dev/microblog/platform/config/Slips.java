package dev.microblog.platform.config;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Names of variables that are one letter away from a setting, and so probably were meant to be it.
final class Slips {
  private static final Set<String> KNOWN =
      Setting.ALL.stream()
          .flatMap(setting -> Stream.of(setting.name(), setting.name() + "_FILE"))
          .collect(Collectors.toUnmodifiableSet());

  private Slips() {}

  /// Adds a warning if the name looks like a slip. It names names alone: the value may be a secret.
  static void warn(String name, List<String> warnings) {
    if (KNOWN.contains(name)) {
      return;
    }
    Setting.ALL.stream()
        .flatMap(setting -> Stream.of(setting.name(), setting.name() + "_FILE"))
        .filter(known -> oneLetterAway(name, known))
        .findFirst()
        .ifPresent(
            known ->
                warnings.add(
                    name
                        + " is set, which is no setting. Was "
                        + known
                        + " meant? It is ignored."));
  }

  /// One letter more, less or other, or two neighbours changed round.
  private static boolean oneLetterAway(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 1) {
      return false;
    }
    int start = 0;
    int shorter = Math.min(a.length(), b.length());
    while (start < shorter && a.charAt(start) == b.charAt(start)) {
      start++;
    }
    String restA = a.substring(start);
    String restB = b.substring(start);
    if (restA.length() == restB.length()) {
      return restA.substring(1).equals(restB.substring(1))
          || (restA.length() > 1
              && restA.charAt(0) == restB.charAt(1)
              && restA.charAt(1) == restB.charAt(0)
              && restA.substring(2).equals(restB.substring(2)));
    }
    return restA.length() > restB.length()
        ? restA.substring(1).equals(restB)
        : restB.substring(1).equals(restA);
  }
}
