package dev.microblog.platform.config;

import java.net.InetAddress;

/// An IP network such as `10.0.0.0/8`, or a single address.
public final class Network {
  private static final int LONGEST = 45;

  private final byte[] address;
  private final int prefix;

  private Network(byte[] address, int prefix) {
    this.address = address;
    this.prefix = prefix;
  }

  /// Reads `address` or `address/bits`.
  ///
  /// @throws IllegalArgumentException if that is not a network
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = literal(slash < 0 ? text : text.substring(0, slash));
    int bits = address.length * 8;
    int prefix = bits;
    if (slash >= 0) {
      try {
        prefix = Integer.parseInt(text.substring(slash + 1));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("not a network: " + text, e);
      }
    }
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException("not a network: " + text);
    }
    return new Network(address, prefix);
  }

  /// The bytes of an IP literal; an IPv4 address mapped into IPv6 comes back as IPv4.
  ///
  /// @throws IllegalArgumentException if the text is not an IP literal
  public static byte[] literal(String text) {
    if (!isLiteral(text)) {
      throw new IllegalArgumentException("not an IP address: " + text);
    }
    return InetAddress.ofLiteral(text).getAddress();
  }

  /// Only four numbers with points between them, or what has colons: no shorter forms, and no name
  /// of an interface. Every request asks, so it is read by hand.
  private static boolean isLiteral(String text) {
    if (text.length() > LONGEST) {
      return false;
    }
    boolean colons = text.indexOf(':') >= 0;
    int points = 0;
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        points++;
        digits = 0;
      } else if (c >= '0' && c <= '9') {
        digits++;
      } else if (!colons || c > 'f' || (c != ':' && Character.digit(c, 16) < 0)) {
        return false;
      }
      if (!colons && digits > 3) {
        return false;
      }
    }
    return colons || points == 3;
  }

  /// Whether it holds a large part of the Internet: no network that is set aside for use inside is
  /// as large.
  public boolean isVast() {
    return prefix < (address.length == 4 ? 8 : 7);
  }

  /// Whether the address lies in this network.
  public boolean contains(byte[] other) {
    if (other.length != address.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit += 8) {
      int mask = prefix - bit >= 8 ? 0xff : 0xff << (8 - (prefix - bit)) & 0xff;
      if ((address[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /// Whether this is a name or address of the machine itself, for itself alone.
  public static boolean isThisMachine(String host) {
    String name =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    return name.equalsIgnoreCase("localhost")
        || name.endsWith(".localhost")
        || (name.startsWith("127.") && isLiteral(name))
        || name.equals("::1");
  }
}
