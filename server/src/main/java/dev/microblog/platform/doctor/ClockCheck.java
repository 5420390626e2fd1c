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
      return List.of(Finding.bad(SUBJECT, "clock.early", clock.instant()));
    }
    URI other = other();
    if (other == null) {
      return List.of(Finding.good(SUBJECT, "clock.alone"));
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
      return List.of(Finding.good(SUBJECT, "clock.silent", Web.authority(other)));
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
    return judged(subject, "clock", ahead, whose);
  }

  /// The same with the clock of the database server.
  static Finding compareDatabase(Duration ahead) {
    return judged(DatabaseCheck.SUBJECT, "clock.database", ahead, "");
  }

  private static Finding judged(String subject, String key, Duration ahead, String whose) {
    Duration difference = ahead.abs();
    if (difference.compareTo(Duration.ofSeconds(5)) <= 0) {
      return Finding.good(subject, key + ".agree", whose);
    }
    String found = key + (ahead.isNegative() ? ".behind" : ".ahead");
    return difference.compareTo(Duration.ofSeconds(60)) > 0
        ? Finding.bad(subject, found, difference.toSeconds(), whose)
        : Finding.warning(subject, found, difference.toSeconds(), whose);
  }
}
