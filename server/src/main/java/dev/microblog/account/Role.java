package dev.microblog.account;

/// What somebody may do for the site beside what everybody may.
public enum Role {
  /// Nothing more.
  PERSON(0),

  /// Looks after what people do to each other.
  MODERATOR(1),

  /// Looks after the site.
  OPERATOR(2);

  private final int code;

  Role(int code) {
    this.code = code;
  }

  /// As it is kept; codes never change.
  public int code() {
    return code;
  }

  /// The role with this code. One that a newer application gave is none here.
  static Role of(int code) {
    return switch (code) {
      case 1 -> MODERATOR;
      case 2 -> OPERATOR;
      default -> PERSON;
    };
  }

  /// Whether it allows to do something to an account with the other role: operators to all,
  /// moderators to those who have none.
  public boolean over(Role other) {
    return switch (this) {
      case PERSON -> false;
      case MODERATOR -> other == PERSON;
      case OPERATOR -> true;
    };
  }

  /// Whether it allows what the other allows.
  public boolean atLeast(Role other) {
    return compareTo(other) >= 0;
  }
}
