package dev.microblog.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.platform.config.Network;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
  private final ClientAddress nobody = new ClientAddress(List.of());
  private final ClientAddress proxies =
      new ClientAddress(
          List.of(
              Network.parse("127.0.0.1"),
              Network.parse("10.0.0.0/8"),
              Network.parse("2001:db8:aaaa::/48")));

  @Test
  void withoutTrustedProxiesAHeaderIsNotBelieved() {
    assertThat(nobody.of("203.0.113.9", "198.51.100.1")).isEqualTo("203.0.113.9");
    assertThat(nobody.of("127.0.0.1", "198.51.100.1")).isEqualTo("127.0.0.1");
    assertThat(nobody.trusts("127.0.0.1")).isFalse();
  }

  @Test
  void aStrangersHeaderIsNotBelieved() {
    assertThat(proxies.of("203.0.113.9", "198.51.100.1")).isEqualTo("203.0.113.9");
    assertThat(proxies.of("11.0.0.1", "10.0.0.1, 198.51.100.1")).isEqualTo("11.0.0.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "198.51.100.1|198.51.100.1",
        // What the client wrote itself stands further left.
        "1.1.1.1, 198.51.100.1|198.51.100.1",
        "127.0.0.1, 198.51.100.1|198.51.100.1",
        "10.9.9.9, 198.51.100.1, 10.0.0.2|198.51.100.1",
        "1.1.1.1,198.51.100.1 ,  10.0.0.2|198.51.100.1",
        "2001:db8:bbbb::1, 2001:db8:aaaa::2|2001:db8:bbbb::1",
        // All of them proxies: the farthest.
        "10.0.0.3, 10.0.0.2|10.0.0.3",
        // Where the trail ends, the last who is known.
        "unknown|10.0.0.1",
        "198.51.100.1, unknown, 10.0.0.2|10.0.0.2",
        "198.51.100.1, , 10.0.0.2|10.0.0.2",
        "198.51.100.1,|10.0.0.1",
        "localhost|10.0.0.1",
        "<script>|10.0.0.1",
        "127.1|10.0.0.1",
        // As some proxies write them.
        "198.51.100.1:4711|198.51.100.1",
        "[2001:db8:bbbb::1]:4711|2001:db8:bbbb::1",
        "[2001:db8:bbbb::1]|2001:db8:bbbb::1",
        "198.51.100.1, ::ffff:10.0.0.2|198.51.100.1"
      })
  void theTrailIsWalkedFromTheRightAsLongAsItIsTrusted(String forwarded, String client) {
    assertThat(proxies.of("10.0.0.1", forwarded)).isEqualTo(client);
  }

  @Test
  void aProxyThatForwardsForNobodyIsTheClient() {
    assertThat(proxies.of("10.0.0.1", null)).isEqualTo("10.0.0.1");
    assertThat(proxies.of("10.0.0.1", "")).isEqualTo("10.0.0.1");
  }

  /// Jetty names IPv6 peers so.
  @Test
  void aPeerInBracketsIsKnown() {
    assertThat(proxies.trusts("[2001:db8:aaaa:0:0:0:0:1]")).isTrue();
    assertThat(proxies.trusts("[2001:db8:bbbb:0:0:0:0:1]")).isFalse();
    assertThat(proxies.of("[2001:db8:aaaa:0:0:0:0:1]", "198.51.100.1")).isEqualTo("198.51.100.1");
    assertThat(nobody.of("[2001:db8:bbbb:0:0:0:0:1]", null)).isEqualTo("2001:db8:bbbb:0:0:0:0:1");
    assertThat(nobody.of("[fe80:0:0:0:0:0:0:1%eth0]", null)).isEqualTo("fe80:0:0:0:0:0:0:1");
  }

  @Test
  void aTrustedIpv4PeerIsKnownInItsMappedForm() {
    assertThat(proxies.trusts("::ffff:127.0.0.1")).isTrue();
    assertThat(proxies.trusts("[0:0:0:0:0:ffff:7f00:1]")).isTrue();
  }

  @Test
  void aVeryLongTrailIsWalked() {
    assertThat(proxies.of("10.0.0.1", "198.51.100.1, " + "10.0.0.2,".repeat(100_000) + "10.0.0.3"))
        .isEqualTo("198.51.100.1");
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.1, 198.51.100.1",
    "198.51.100.2, 198.51.100.2",
    "::ffff:198.51.100.1, 198.51.100.1",
    "[::ffff:198.51.100.1], 198.51.100.1",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0",
    "2001:db8:1:2::, 2001:db8:1:2:0:0:0:0",
    "[2001:db8:1:2:ffff:ffff:ffff:ffff], 2001:db8:1:2:0:0:0:0",
    "2001:db8:1:3::1, 2001:db8:1:3:0:0:0:0",
    "fe80::1%eth0, fe80:0:0:0:0:0:0:0"
  })
  void limitsAreCountedByIpv4AddressOrIpv6NetworkOf64Bits(String address, String bucket) {
    assertThat(ClientAddress.bucket(address)).isEqualTo(bucket);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unknown", "localhost", "1.2.3.4.5", "[", "[]", "%", "10"})
  void whatIsNoAddressSharesOneBucket(String address) {
    assertThat(ClientAddress.bucket(address)).isEqualTo("unknown");
  }
}
