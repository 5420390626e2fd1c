package dev.microblog.platform.doctor;

import static dev.microblog.platform.doctor.Finding.Level.BAD;
import static dev.microblog.platform.doctor.Finding.Level.GOOD;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What cannot be made on one machine: connections from the Internet.
class ArrivalTest {
  private static List<Finding> from(String peer, boolean trusted, String client, String forwarded) {
    Visit visit =
        new Visit("1", peer, trusted, client, false, "blog.example:80", forwarded, "", List.of());
    return new Arrival(URI.create("http://blog.example"), visit).findings();
  }

  @Test
  void aVisitorFromTheInternetWhoIsBelievedIsBad() {
    assertThat(from("203.0.113.5", true, Arrival.CLAIMED, Arrival.CLAIMED))
        .singleElement()
        .satisfies(finding -> assertThat(finding.level()).isEqualTo(BAD))
        .satisfies(finding -> assertThat(finding.sentence()).contains("holds 203.0.113.5"));
  }

  @Test
  void aVisitorBehindTheProxyWhoIsBelievedIsBad() {
    String forwarded = Arrival.CLAIMED + ", 203.0.113.5";

    assertThat(from("10.0.0.2", true, Arrival.CLAIMED, forwarded))
        .singleElement()
        .satisfies(finding -> assertThat(finding.level()).isEqualTo(BAD))
        .satisfies(finding -> assertThat(finding.sentence()).contains("holds 203.0.113.5"));
    assertThat(from("10.0.0.2", true, "203.0.113.5", forwarded))
        .singleElement()
        .satisfies(finding -> assertThat(finding.level()).isEqualTo(GOOD));
  }

  @Test
  void whatIsToldIsRead() {
    Visit visit =
        new Visit("1", "::1", true, "::2", true, "h", "a, b", "", List.of("Via", "Forwarded"));

    assertThat(Visit.read(visit.text())).isEqualTo(visit);
    assertThat(Visit.read("peer: 1\n")).isNull();
  }
}
