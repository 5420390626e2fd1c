package dev.microblog.platform.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which addresses are those of the Internet.
class PublicAddressesTest {
  private static boolean isPublic(String literal) {
    return PublicAddresses.contain(InetAddress.ofLiteral(literal));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "191.255.255.255",
        "192.0.1.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2001:200::1",
        "2001:4860:4860::8888",
        "2001:db7:ffff::1",
        "2003::1",
        "2606:4700:4700::1111",
        "3fff:1000::1"
      })
  void theInternetIsPublic(String literal) {
    assertThat(isPublic(literal)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // This machine, this network, no address.
        "0.0.0.0",
        "0.255.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "::",
        "::1",
        // Link-local, where clouds keep the secrets of their machines.
        "169.254.0.1",
        "169.254.169.254",
        "fe80::1",
        "febf:ffff::1",
        "fd00:ec2::254",
        "168.63.129.16",
        // Private, shared, and once site-local.
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.0",
        "100.100.100.200",
        "100.127.255.255",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.0.1",
        "192.168.255.255",
        "fc00::1",
        "fdff:ffff::1",
        "fec0::1",
        // Protocols, documentation, measurements.
        "192.0.0.1",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "2001:2::1",
        "2001:10::1",
        "2001:20::1",
        "2001:db8::1",
        "3fff::1",
        "3fff:fff:ffff::1",
        "100::1",
        "5f00::1",
        // IPv4 in IPv6: mapped, compatible, NAT64, 6to4, Teredo.
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "::10.0.0.1",
        "::8.8.8.8",
        "64:ff9b::127.0.0.1",
        "64:ff9b::8.8.8.8",
        "64:ff9b:1::a00:1",
        "2002:7f00:1::1",
        "2002:808:808::1",
        "2001:0:7f00:1::1",
        // Multicast, kept back, everybody.
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "ff02::1",
        "ff0e::1",
        // Given to nobody yet.
        "4000::1",
        "8000::1",
        "1fff::1"
      })
  void everythingElseIsNot(String literal) {
    assertThat(isPublic(literal)).isFalse();
  }

  @Test
  void anAddressOfIpv4ThatComesInSixteenBytesIsJudgedAsWhatItIs() throws UnknownHostException {
    byte[] mapped = HexFormat.of().parseHex("00000000000000000000ffff7f000001");
    byte[] open = HexFormat.of().parseHex("00000000000000000000ffff08080808");

    assertThat(PublicAddresses.contain(InetAddress.getByAddress(mapped))).isFalse();
    assertThat(PublicAddresses.contain(InetAddress.getByAddress(open))).isTrue();
  }
}
