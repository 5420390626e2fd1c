package dev.microblog.takeover;

/// A part of the work, in the order in which they are done.
public enum Stage {
  PEOPLE(0, "people"),
  POSTS(1, "posts"),
  FOLLOWS(2, "follows"),
  MESSAGES(3, "messages");

  private final int code;
  private final String word;

  Stage(int code, String word) {
    this.code = code;
    this.word = word;
  }

  /// As it is kept; codes never change.
  int code() {
    return code;
  }

  /// What is taken over in it.
  public String word() {
    return word;
  }
}
