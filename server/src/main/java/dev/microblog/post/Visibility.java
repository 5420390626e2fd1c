package dev.microblog.post;

/// For whom a post is meant. Only `PUBLIC` is offered so far.
public enum Visibility {
  PUBLIC(0);

  private final int code;

  Visibility(int code) {
    this.code = code;
  }

  /// As it is kept; codes never change.
  int code() {
    return code;
  }

  /// The visibility with this code.
  ///
  /// @throws IllegalStateException if there is none
  public static Visibility of(int code) {
    return switch (code) {
      case 0 -> PUBLIC;
      default -> throw new IllegalStateException("a newer Microblog wrote visibility " + code);
    };
  }
}
