package dev.microblog.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TutorialTimeTest {
  /// As SQLAlchemy writes it in SQLite, MySQL and PostgreSQL cast it, and others may write it.
  @ParameterizedTest
  @CsvSource({
    "2025-05-01 08:00:00.123456, 2025-05-01T08:00:00.123456Z",
    "2025-05-01 08:00:00, 2025-05-01T08:00:00Z",
    "2025-05-01 08:00:00.5, 2025-05-01T08:00:00.500Z",
    "2025-05-01T08:00:00Z, 2025-05-01T08:00:00Z",
    "2025-05-01 08:00:00+02, 2025-05-01T06:00:00Z",
    "2025-05-01 08:00:00.000001-05:30, 2025-05-01T13:30:00.000001Z",
    "1969-12-31 23:59:59.999999, 1969-12-31T23:59:59.999999Z",
    "0001-01-01 00:00:00, 0001-01-01T00:00:00Z",
    "9999-12-31 23:59:59.999999, 9999-12-31T23:59:59.999999Z"
  })
  void datesAreReadToTheMicrosecond(String text, Instant moment) {
    assertThat(TutorialTime.micros(text))
        .isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, moment));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "yesterday", "0000-00-00 00:00:00", "2025-02-30 00:00:00", "2025-05-01 24:00:00",
        "2025-05-01", "1746086400.0", "infinity", "2025-05-01 08:00:00+99:99",
            "0044-03-15 00:00:00 BC"
      })
  void whatIsNoDateIsNone(String text) {
    assertThat(TutorialTime.micros(text)).isNull();
  }

  @Test
  void nothingIsNoDate() {
    assertThat(TutorialTime.micros(null)).isNull();
  }
}
