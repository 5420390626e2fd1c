package dev.microblog.notification;

import java.util.List;

/// What a notice is about.
public enum Kind {
  /// Somebody follows the person.
  FOLLOW(1, false, Choice.WITH_MAIL),

  /// Somebody mentions the person in a post, which is the subject.
  MENTION(2, false, Choice.WITH_MAIL),

  /// Somebody wrote to the person. There is one notice for each who writes, however much they do.
  MESSAGE(3, true, Choice.WITH_MAIL),

  /// The file with the person's data is ready; the export is the subject. Whoever made it sends it
  /// by mail.
  EXPORT(4, true, Choice.WITHOUT_MAIL),

  /// The password was changed. Such a thing is told whatever anybody chose: so is the next.
  PASSWORD(5, true, Choice.NONE),

  /// Somebody signed in from a new place. The session is the subject, and what the browser said it
  /// is the detail.
  SIGN_IN(6, true, Choice.NONE),

  /// Those who look after the site hid a post of the person, which is the subject. Why is the
  /// detail, as in the next ones; whatever is done so is mailed by who does it.
  POST_HIDDEN(7, true, Choice.NONE),

  /// They show it again.
  POST_SHOWN(8, true, Choice.NONE),

  /// They warn the person. There is a notice for each time.
  WARNED(9, true, Choice.NONE),

  /// They have the person not be found.
  LIMITED(10, true, Choice.NONE),

  /// They have the person be found again.
  UNLIMITED(11, true, Choice.NONE),

  /// They let the person in again.
  LET_IN(12, true, Choice.NONE);

  /// What one may choose.
  private enum Choice {
    NONE,
    WITHOUT_MAIL,
    WITH_MAIL
  }

  private final int code;
  private final boolean again;
  private final Choice choice;

  Kind(int code, boolean again, Choice choice) {
    this.code = code;
    this.again = again;
    this.choice = choice;
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
  ///
  /// @param mail whether the site sends any
  public List<Way> ways(boolean mail) {
    return switch (choice) {
      case NONE -> List.of(Way.PAGE);
      case WITHOUT_MAIL -> List.of(Way.PAGE, Way.NONE);
      case WITH_MAIL -> mail ? List.of(Way.PAGE, Way.MAIL, Way.NONE) : List.of(Way.PAGE, Way.NONE);
    };
  }

  /// Whether it tells what those did who look after the site, and why.
  public boolean byStaff() {
    return code >= POST_HIDDEN.code;
  }

  /// Whether there is anything to choose.
  public boolean chosen() {
    return choice != Choice.NONE;
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
