package dev.microblog.account;

/// What an account may not do. One does not end another.
public enum Restriction {
  /// It waits until somebody lets it in.
  PENDING(1),

  /// Nobody signs in to it; what it wrote stays.
  LOCKED(2),

  /// It is found by nobody who does not know it: neither it nor what it wrote is in searches and in
  /// lists of everybody's posts.
  LIMITED(3),

  /// Nobody signs in to it, and nothing of it is shown.
  SUSPENDED(4);

  private final int code;

  Restriction(int code) {
    this.code = code;
  }

  /// As it is kept; codes never change.
  public int code() {
    return code;
  }

  /// The restriction with this code. One that a newer application set is taken for the one that
  /// keeps the account out.
  public static Restriction of(int code) {
    return switch (code) {
      case 1 -> PENDING;
      case 3 -> LIMITED;
      case 4 -> SUSPENDED;
      default -> LOCKED;
    };
  }

  /// Whether nobody signs in meanwhile.
  public boolean keepsOut() {
    return this != LIMITED;
  }
}
