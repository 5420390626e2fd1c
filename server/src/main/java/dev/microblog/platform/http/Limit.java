package dev.microblog.platform.http;

import java.time.Duration;

/// What somebody may do so often. Those that guard accounts are counted in the database, for all
/// processes together.
public enum Limit {
  SIGN_IN_BY_ADDRESS(30, Duration.ofMinutes(5), true),
  SIGN_IN_BY_ACCOUNT(10, Duration.ofMinutes(5), true),
  SIGN_UP_BY_ADDRESS(10, Duration.ofHours(1), true),
  RESET_BY_ADDRESS(10, Duration.ofHours(1), true),
  /// Letters that one address gets because somebody asks for them.
  LETTER_BY_RECIPIENT(5, Duration.ofHours(1), true),
  POST_BY_ACCOUNT(60, Duration.ofMinutes(10), false),
  MESSAGE_BY_ACCOUNT(60, Duration.ofMinutes(10), false),
  SEARCH_BY_ACCOUNT(300, Duration.ofMinutes(5), false),
  TRANSLATE_BY_ACCOUNT(60, Duration.ofMinutes(10), false),
  EXPORT_BY_ACCOUNT(5, Duration.ofDays(1), true),
  IMPORT_BY_ACCOUNT(10, Duration.ofDays(1), true),
  ACT_BY_ACCOUNT(120, Duration.ofMinutes(10), false),
  /// Reports, which somebody has to read.
  REPORT_BY_ACCOUNT(20, Duration.ofHours(1), true),
  /// Checks of everything around the server, which ask others.
  LOOK_BY_ACCOUNT(20, Duration.ofMinutes(10), false),
  APPEAL_BY_ADDRESS(10, Duration.ofHours(1), true),
  API_BY_ACCOUNT(600, Duration.ofMinutes(5), false),
  REQUEST_BY_ADDRESS(600, Duration.ofMinutes(1), false);

  /// How many at once.
  final int times;

  /// In what time that allowance comes back.
  final Duration period;

  final boolean shared;

  Limit(int times, Duration period, boolean shared) {
    this.times = times;
    this.period = period;
    this.shared = shared;
  }
}
