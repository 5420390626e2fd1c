package dev.microblog.platform.http;

import dev.microblog.platform.config.Network;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds out who is asking: the peer itself, or, behind trusted proxies only, whom they say they
/// speak for.
public final class ClientAddress {
  private final List<Network> trusted;

  public ClientAddress(List<Network> trusted) {
    this.trusted = trusted;
  }

  /// Walks `X-Forwarded-For` from the right, as long as the one who tells is trusted: what stands
  /// further left was written by somebody else and may be made up.
  ///
  /// @param peer the address of the connection
  /// @param forwarded the header's value
  /// @return an IP literal
  public String of(String peer, @Nullable String forwarded) {
    String client = bare(peer);
    if (forwarded != null && trusts(client)) {
      String[] hops = forwarded.split(",", -1);
      for (int i = hops.length - 1; i >= 0; i--) {
        String hop = bare(hops[i].strip());
        if (!isLiteral(hop)) {
          break;
        }
        client = hop;
        if (!trusts(hop)) {
          break;
        }
      }
    }
    return client;
  }

  /// Whether this peer's forwarding headers are believed.
  public boolean trusts(String peer) {
    String literal = bare(peer);
    if (trusted.isEmpty() || !isLiteral(literal)) {
      return false;
    }
    byte[] address = Network.literal(literal);
    return trusted.stream().anyMatch(network -> network.contains(address));
  }

  /// All lines of a header as one: some proxies add a line of their own below that of the client.
  ///
  /// @return null if it did not come
  static @Nullable String whole(List<String> lines) {
    return lines.isEmpty() ? null : String.join(",", lines);
  }

  /// Whether a trusted peer says that the browser came over https.
  ///
  /// @param proto all of `X-Forwarded-Proto`; null if it did not come
  public boolean secure(String peer, @Nullable String proto) {
    // The last is what our own proxy said; what stands before it may be the client's.
    return proto != null
        && trusts(peer)
        && proto.substring(proto.lastIndexOf(',') + 1).strip().equalsIgnoreCase("https");
  }

  /// The address alone. Jetty writes an IPv6 peer in brackets, a link-local one with its zone, and
  /// some proxies tell the port, too.
  private static String bare(String text) {
    int bracket = text.indexOf(']');
    int colon = text.indexOf(':');
    String address = text;
    if (text.startsWith("[") && bracket > 0) {
      address = text.substring(1, bracket);
    } else if (colon > 0 && colon == text.lastIndexOf(':')) {
      address = text.substring(0, colon);
    }
    int zone = address.indexOf('%');
    return zone < 0 ? address : address.substring(0, zone);
  }

  private static boolean isLiteral(String text) {
    try {
      Network.literal(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// The name under which limits are counted: an IPv4 address, or the /64 that an IPv6 customer has
  /// to himself.
  public static String bucket(String address) {
    try {
      byte[] bytes = Network.literal(bare(address));
      if (bytes.length == 16) {
        java.util.Arrays.fill(bytes, 8, 16, (byte) 0);
      }
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (IllegalArgumentException | UnknownHostException e) {
      return "unknown";
    }
  }
}
