package dev.microblog.takeover;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads dates as the databases of the tutorial's application give them as text: without a zone,
/// and meant in UTC.
final class TutorialTime {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4})-(\\d\\d)-(\\d\\d)[ T](\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,9}))?"
              + "(Z|[+-]\\d\\d(?::?\\d\\d)?)?");

  private TutorialTime() {}

  /// The moment in microseconds since 1970, as exactly as it is kept; null if the text is no date.
  static @Nullable Long micros(@Nullable String text) {
    Matcher parts = FORM.matcher(text == null ? "" : text.strip());
    if (!parts.matches()) {
      return null;
    }
    try {
      LocalDateTime time =
          LocalDateTime.of(
              number(parts, 1),
              number(parts, 2),
              number(parts, 3),
              number(parts, 4),
              number(parts, 5),
              number(parts, 6));
      String zone = parts.group(8);
      String fraction = parts.group(7) == null ? "" : parts.group(7);
      long micros = Long.parseLong((fraction + "000000").substring(0, 6));
      long seconds = time.toEpochSecond(zone == null ? ZoneOffset.UTC : ZoneOffset.of(zone));
      return seconds * 1_000_000 + micros;
    } catch (DateTimeException e) {
      // Such as MySQL's 0000-00-00.
      return null;
    }
  }

  private static int number(Matcher parts, int group) {
    return Integer.parseInt(parts.group(group));
  }
}
