package dev.microblog.e2e;

import java.util.List;

/// How a run of the program ended.
///
/// @param code its exit code
/// @param lines what it printed
record Ending(int code, List<String> lines) {
  /// Everything that it printed.
  String text() {
    return String.join("\n", lines);
  }

  /// The lines that tell of an error.
  List<String> errors() {
    return lines.stream().filter(line -> line.contains(" ERROR ")).toList();
  }
}
