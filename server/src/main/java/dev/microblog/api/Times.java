package dev.microblog.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Times as programs read them: ISO 8601, UTC, with milliseconds.
public final class Times {
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Times() {}

  /// A time.
  ///
  /// @param millis since the epoch
  public static String iso(long millis) {
    return ISO.format(Instant.ofEpochMilli(millis));
  }
}
