package dev.microblog.notification;

import java.util.List;

/// What a notice is about.
public enum Kind {
  /// Somebody follows the person.
  FOLLOW(1, false, true),

  /// Somebody mentions the person in a post, which is the subject.
  MENTION(2, false, true),

  /// Somebody wrote to the person. There is one notice for each who writes, however much they do.
  MESSAGE(3, true, true),

  /// The file with the person's data is ready; the export is the subject.
  EXPORT(4, true, true),

  /// The password was changed. Such a thing is told whatever anybody chose: so is the next.
  PASSWORD(5, true, false),

  /// Somebody signed in from a new place. The session is the subject, and what the browser said it
  /// is the detail.
  SIGN_IN(6, true, false);

  private final int code;
  private final boolean again;
  private final boolean chosen;

  Kind(int code, boolean again, boolean chosen) {
    this.code = code;
    this.again = again;
    this.chosen = chosen;
  }

  /// What is kept in the database.
  int code() {
    return code;
  }

  /// Whether the same told once more is news again, and goes to the top.
  boolean again() {
    return again;
  }

  /// How a person may choose to be told of it; the first is how they are who chose nothing.
  public List<Way> ways() {
    return chosen ? List.of(Way.PAGE, Way.NONE) : List.of(Way.PAGE);
  }

  /// Whether there is anything to choose.
  public boolean chosen() {
    return chosen;
  }

  static Kind of(int code) {
    for (Kind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new IllegalArgumentException("a newer Microblog wrote notices of kind " + code);
  }
}
