package dev.microblog.platform.doctor;

import java.util.List;

/// Looks at one thing. It changes nothing, and each of its waits is bounded.
interface Check {
  /// How long one step waits for somebody else.
  int PATIENCE_MILLIS = 5_000;

  /// What it is about, in a word or two.
  String subject();

  /// Looks.
  ///
  /// @throws Exception for what nobody expected
  List<Finding> look() throws Exception;
}
