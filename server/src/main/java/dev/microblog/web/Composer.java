package dev.microblog.web;

import dev.microblog.platform.http.Keys;
import org.jspecify.annotations.Nullable;

/// The form in which a post is written or changed.
///
/// @param action where it is sent
/// @param text what is in it
/// @param language chosen, empty to have it detected
/// @param submission names this form, so that sending it twice makes one post
/// @param error key of what is wrong, null if nothing is
/// @param over by how many characters the text is too long
public record Composer(
    String action,
    String text,
    String language,
    String submission,
    @Nullable String error,
    int over) {
  /// An empty form for a new post.
  public static Composer fresh(String action) {
    return filled(action, "", "");
  }

  /// A form with text in it.
  public static Composer filled(String action, String text, String language) {
    return new Composer(action, text, language, Keys.random(12), null, 0);
  }

  /// Whether the browser keeps what is written until it is sent. A post that stands can be had
  /// again from the server.
  public boolean kept() {
    return !action.endsWith("/edit");
  }

  /// The same form with what is wrong.
  public Composer wrong(String key, int tooMany) {
    return new Composer(action, text, language, submission, key, tooMany);
  }
}
