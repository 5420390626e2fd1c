package dev.microblog.session;

import java.util.List;

/// What a browser says it is, as far as a person would say it, too.
///
/// @param browser its name; empty if it is not known
/// @param system on which it runs; empty if it is not known
public record UserAgent(String browser, String system) {
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

  /// Reads the header of a browser.
  public static UserAgent of(String header) {
    return new UserAgent(find(BROWSERS, header), find(SYSTEMS, header));
  }

  private static String find(List<Mark> marks, String userAgent) {
    return marks.stream()
        .filter(mark -> userAgent.contains(mark.text()))
        .findFirst()
        .map(Mark::name)
        .orElse("");
  }
}
