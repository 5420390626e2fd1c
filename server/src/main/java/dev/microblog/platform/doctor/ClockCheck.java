package dev.microblog.platform.doctor;

import dev.microblog.platform.config.Config;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether the clock of this machine is right, as far as somebody can be asked: sessions, limits
/// and the order of posts go by it.
final class ClockCheck implements Check {
  /// Nobody ran this program before.
  private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");

  private static final String SUBJECT = "clock";

  private final Config config;
  private final InstantSource clock;
  private final Web web;

  ClockCheck(Config config, InstantSource clock, Web web) {
    this.config = config;
    this.clock = clock;
    this.web = web;
  }

  @Override
  public String subject() {
    return SUBJECT;
  }

  @Override
  public List<Finding> look() throws InterruptedException {
    if (clock.instant().isBefore(EARLIEST)) {
      return List.of(
          Finding.bad(
              SUBJECT,
              "The clock of this machine says "
                  + clock.instant()
                  + ", which is before this program was written. Set it, best by NTP."));
    }
    URI other = other();
    if (other == null) {
      return List.of(Finding.good(SUBJECT, "There is nobody to compare the clock with."));
    }
    try {
      long before = clock.millis();
      Web.Reply reply = web.get(other, Map.of());
      long now = (before + clock.millis()) / 2;
      String date = reply.header("date");
      // Whole seconds are told, rounded down.
      long theirs = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)).toEpochMilli();
      return List.of(compare(SUBJECT, Web.authority(other), Duration.ofMillis(now - theirs - 500)));
    } catch (Web.NoReply | DateTimeParseException e) {
      return List.of(
          Finding.good(
              SUBJECT,
              "The clock could not be compared: "
                  + Web.authority(other)
                  + " does not tell the time."));
    }
  }

  private @Nullable URI other() {
    URI url = config.publicUrl();
    if (url != null) {
      return url.resolve("/robots.txt");
    }
    return config.search().servers().isEmpty() ? null : config.search().servers().getFirst();
  }

  /// @param ahead how far our clock is ahead of the other
  static Finding compare(String subject, String whose, Duration ahead) {
    Duration difference = ahead.abs();
    if (difference.compareTo(Duration.ofSeconds(5)) <= 0) {
      return Finding.good(subject, "The clocks of this machine and of " + whose + " agree.");
    }
    String sentence =
        "The clock of this machine is "
            + difference.toSeconds()
            + " seconds "
            + (ahead.isNegative() ? "behind" : "ahead of")
            + " that of "
            + whose
            + ". Let both be set by NTP.";
    return difference.compareTo(Duration.ofSeconds(60)) > 0
        ? Finding.bad(subject, sentence)
        : Finding.warning(subject, sentence);
  }
}
