package dev.microblog.security;

import dev.microblog.platform.text.Folding;
import dev.microblog.session.Tokens;

/// Whose allowance a letter is that somebody asks for.
final class Recipient {
  private Recipient() {}

  /// Hashed: an address is long, and nobody's business in a table of limits.
  static String bucket(String email) {
    return Tokens.hash(Folding.key(email));
  }
}
