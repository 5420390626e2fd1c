package dev.microblog.web.settings;

import dev.microblog.platform.text.Messages;
import dev.microblog.session.Device;
import dev.microblog.session.UserAgent;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/// A place where somebody is signed in, in words that its owner recognises.
///
/// @param id of the session
/// @param name of the browser and its system
/// @param place from which it signed in
/// @param handheld whether it is a phone or a tablet
/// @param lastUsedAt epoch milliseconds
/// @param current whether it is the one that asks
public record DeviceView(
    long id, String name, String place, boolean handheld, long lastUsedAt, boolean current) {
  private static final List<String> HANDHELD = List.of("iPhone", "iPad", "Android");

  static DeviceView of(Device device, Messages texts) {
    return new DeviceView(
        device.id(),
        named(device.userAgent(), texts),
        place(device.address(), texts),
        HANDHELD.contains(UserAgent.of(device.userAgent()).system()),
        device.lastUsedAt(),
        device.current());
  }

  /// What a browser is called that says this of itself.
  public static String named(String userAgent, Messages texts) {
    UserAgent agent = UserAgent.of(userAgent);
    return agent.browser().isEmpty()
        ? texts.get("device.unknown")
        : agent.system().isEmpty()
            ? agent.browser()
            : texts.get("device.on", agent.browser(), agent.system());
  }

  private static String place(String address, Messages texts) {
    try {
      InetAddress parsed = InetAddress.ofLiteral(address);
      if (parsed.isLoopbackAddress()) {
        return texts.get("device.here");
      }
      return parsed.isSiteLocalAddress() || parsed.isLinkLocalAddress() || isUniqueLocal(parsed)
          ? texts.get("device.near", address)
          : address;
    } catch (IllegalArgumentException e) {
      return address;
    }
  }

  /// fc00::/7, which the class library does not know.
  private static boolean isUniqueLocal(InetAddress address) {
    return address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
  }
}
