package dev.microblog.web.settings;

import dev.microblog.platform.text.Messages;
import dev.microblog.session.Device;
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
  /// A mark in what a browser says of itself, and whom it means. The first that is found counts:
  /// most also name those from whom they descend.
  private record Mark(String text, String name) {}

  private static final List<Mark> BROWSERS =
      List.of(
          new Mark("Edg", "Edge"),
          new Mark("OPR/", "Opera"),
          new Mark("Vivaldi/", "Vivaldi"),
          new Mark("SamsungBrowser/", "Samsung Internet"),
          new Mark("Firefox/", "Firefox"),
          new Mark("FxiOS/", "Firefox"),
          new Mark("CriOS/", "Chrome"),
          new Mark("Chrome/", "Chrome"),
          new Mark("Safari/", "Safari"));

  private static final List<Mark> SYSTEMS =
      List.of(
          new Mark("iPhone", "iPhone"),
          new Mark("iPad", "iPad"),
          new Mark("Android", "Android"),
          new Mark("Windows", "Windows"),
          new Mark("CrOS", "ChromeOS"),
          new Mark("Mac OS X", "macOS"),
          new Mark("Linux", "Linux"));

  private static final List<String> HANDHELD = List.of("iPhone", "iPad", "Android");

  static DeviceView of(Device device, Messages texts) {
    return new DeviceView(
        device.id(),
        named(device.userAgent(), texts),
        place(device.address(), texts),
        HANDHELD.contains(find(SYSTEMS, device.userAgent())),
        device.lastUsedAt(),
        device.current());
  }

  /// What a browser is called that says this of itself.
  public static String named(String userAgent, Messages texts) {
    String browser = find(BROWSERS, userAgent);
    String system = find(SYSTEMS, userAgent);
    return browser.isEmpty()
        ? texts.get("device.unknown")
        : system.isEmpty() ? browser : texts.get("device.on", browser, system);
  }

  private static String find(List<Mark> marks, String userAgent) {
    return marks.stream()
        .filter(mark -> userAgent.contains(mark.text()))
        .findFirst()
        .map(Mark::name)
        .orElse("");
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
