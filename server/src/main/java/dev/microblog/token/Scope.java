package dev.microblog.token;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a token is good for.
public enum Scope {
  /// Reading what its owner sees, but for private messages.
  READ,

  /// Posting, following, blocking.
  WRITE,

  /// Reading and writing private messages.
  MESSAGES,

  /// What is the owner's own: settings, address, password, sessions, tokens, export, deletion.
  ACCOUNT;

  /// What programs call it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The scope of this word; null if there is none.
  public static @Nullable Scope of(String word) {
    for (Scope scope : values()) {
      if (scope.word().equals(word)) {
        return scope;
      }
    }
    return null;
  }

  /// All of them.
  public static Set<Scope> all() {
    return EnumSet.allOf(Scope.class);
  }

  /// The words with spaces between them, as OAuth writes them.
  public static String join(Set<Scope> scopes) {
    return String.join(" ", new TreeSet<>(scopes).stream().map(Scope::word).toList());
  }

  /// Reads what [#join] wrote. What a newer application kept is left out.
  static Set<Scope> split(String words) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String word : words.split(" ", -1)) {
      Scope scope = of(word);
      if (scope != null) {
        scopes.add(scope);
      }
    }
    return scopes;
  }
}
