package dev.microblog.session;

import dev.microblog.platform.text.Sha256;

/// What is kept of a random token, so that who reads the database has none.
public final class Tokens {
  private Tokens() {}

  /// The hash of a token, in 64 characters. For what is random alone: a password is guessed by it.
  public static String hash(String token) {
    return Sha256.hex(token);
  }
}
