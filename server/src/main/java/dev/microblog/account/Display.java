package dev.microblog.account;

/// How a person wants the pages.
///
/// @param language BCP 47 tag of the texts, empty for what the browser asks for
/// @param theme `light` or `dark`, empty for what the system has
public record Display(String language, String theme) {
  /// As the browser says.
  public static final Display AUTOMATIC = new Display("", "");
}
