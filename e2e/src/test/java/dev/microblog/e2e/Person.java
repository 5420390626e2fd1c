package dev.microblog.e2e;

/// Somebody of the cast.
record Person(String name, String password) {
  /// Somebody with a password that nobody guesses.
  static Person of(String name) {
    return new Person(name, "a quiet word of " + name);
  }

  /// Their address.
  String email() {
    return name + "@mail.example";
  }
}
