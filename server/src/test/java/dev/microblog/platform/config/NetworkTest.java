package dev.microblog.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255",
    "10.1.2.3/8, 10.9.9.9",
    "192.168.4.0/22, 192.168.7.255",
    "192.168.1.7, 192.168.1.7",
    "192.168.1.7/32, 192.168.1.7",
    "0.0.0.0/0, 203.0.113.9",
    "2001:db8::/32, 2001:db8:ffff::1",
    "2001:db8:0:8000::/49, 2001:db8:0:ffff::1",
    "::1, 0:0:0:0:0:0:0:1",
    "::/0, fe80::1",
    "10.0.0.0/8, ::ffff:10.1.2.3",
    "10.0.0.0/8, ::ffff:a01:203",
    "::ffff:10.1.2.3, 10.1.2.3"
  })
  void aNetworkHoldsItsAddresses(String network, String address) {
    assertThat(Network.parse(network).contains(Network.literal(address))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 11.0.0.0",
    "192.168.4.0/22, 192.168.8.0",
    "192.168.1.7, 192.168.1.6",
    "2001:db8::/32, 2001:db9::1",
    "2001:db8:0:8000::/49, 2001:db8:0:7fff::1",
    "::1, ::2",
    "0.0.0.0/0, 2001:db8::1",
    "::/0, 10.0.0.1",
    "::/0, ::ffff:10.0.0.1"
  })
  void aNetworkDoesNotHoldOthers(String network, String address) {
    assertThat(Network.parse(network).contains(Network.literal(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/8",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "10.0.0.0/ 8",
        "10.0.0.0/eight",
        "10.0.0.0/99999999999",
        "::/129",
        "::ffff:10.0.0.0/104",
        "localhost",
        "*"
      })
  void whatIsNoNetworkIsRefused(String text) {
    assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  /// The system's look-up takes "10" for 0.0.0.10, and asks the name servers for 1.2.3.4.5.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "10",
        "127.1",
        "10.0.1",
        "1.2.3.4.5",
        "1.2.3.4.",
        "256.1.1.1",
        "...",
        ":",
        ":::",
        "1:2",
        "::g",
        "::ffff:1.2.3",
        "fe80::1%eth0",
        "[::1]",
        "face",
        "example.org",
        " 10.0.0.1",
        "١٠.0.0.1"
      })
  void whatIsNoLiteralIsRefusedAndNeverLookedUp(String text) {
    assertThatThrownBy(() -> Network.literal(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause();
  }

  @Test
  void longGarbageIsRefusedAtOnce() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () ->
            assertThatThrownBy(() -> Network.literal(":".repeat(500_000) + "x"))
                .isInstanceOf(IllegalArgumentException.class));
  }
}
