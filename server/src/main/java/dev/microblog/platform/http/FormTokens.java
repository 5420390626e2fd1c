package dev.microblog.platform.http;

/// Tokens that prove a form came from our own page (CSRF). Each is bound to a session, or before
/// sign-in to a visitor's cookie, and differs from page to page, so that compression of a page does
/// not give it away.
public final class FormTokens {
  private static final String PURPOSE = "form";

  private final Keys keys;

  public FormTokens(Keys keys) {
    this.keys = keys;
  }

  /// A token for a form.
  ///
  /// @param holder what the token is bound to
  public String issue(String holder) {
    String salt = Keys.random(9);
    return salt + keys.sign(PURPOSE, salt + holder);
  }

  /// Whether the token was issued for this holder.
  public boolean accepts(String token, String holder) {
    return token.length() > 12
        && keys.verify(PURPOSE, token.substring(0, 12) + holder, token.substring(12));
  }
}
