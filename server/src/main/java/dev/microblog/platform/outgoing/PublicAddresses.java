package dev.microblog.platform.outgoing;

import dev.microblog.platform.config.Network;
import java.net.InetAddress;
import java.util.List;

/// Tells addresses of the Internet from all others. What is not known to be public is none: the
/// registries of special addresses grow, and whoever chooses a name chooses where it leads.
final class PublicAddresses {
  /// All of IPv6 that is given out so far. Outside of it lie loopback, link-local and private
  /// addresses, those that carry one of IPv4 (mapped, compatible, NAT64), and multicast.
  private static final Network GIVEN_OUT = Network.parse("2000::/3");

  private static final List<Network> SPECIAL =
      List.of(
          // This machine and this network.
          Network.parse("0.0.0.0/8"),
          Network.parse("127.0.0.0/8"),
          Network.parse("169.254.0.0/16"),
          // Private networks, and those behind a provider's translation of addresses.
          Network.parse("10.0.0.0/8"),
          Network.parse("100.64.0.0/10"),
          Network.parse("172.16.0.0/12"),
          Network.parse("192.168.0.0/16"),
          // Protocols, documentation, measurements, and the relays of 6to4.
          Network.parse("192.0.0.0/24"),
          Network.parse("192.0.2.0/24"),
          Network.parse("192.88.99.0/24"),
          Network.parse("198.18.0.0/15"),
          Network.parse("198.51.100.0/24"),
          Network.parse("203.0.113.0/24"),
          // Multicast, what is kept back, and everybody at once.
          Network.parse("224.0.0.0/3"),
          // Looks public, and is where a cloud answers its own machines.
          Network.parse("168.63.129.16"),
          // Protocols, Teredo and measurements; documentation; 6to4; documentation again.
          Network.parse("2001::/23"),
          Network.parse("2001:db8::/32"),
          Network.parse("2002::/16"),
          Network.parse("3fff::/20"));

  private PublicAddresses() {}

  /// Whether the address is one of the Internet.
  static boolean contain(InetAddress address) {
    byte[] bytes = address.getAddress();
    return (bytes.length == 4 || GIVEN_OUT.contains(bytes))
        && SPECIAL.stream().noneMatch(network -> network.contains(bytes));
  }
}
