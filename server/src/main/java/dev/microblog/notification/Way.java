package dev.microblog.notification;

/// How somebody is told of a kind of thing.
public enum Way {
  /// On the page of notifications.
  PAGE(0),

  /// There, and by mail.
  MAIL(1),

  /// Not at all.
  NONE(2);

  private final int code;

  Way(int code) {
    this.code = code;
  }

  /// What is kept in the database.
  int code() {
    return code;
  }

  static Way of(int code) {
    for (Way way : values()) {
      if (way.code == code) {
        return way;
      }
    }
    throw new IllegalArgumentException("a newer Microblog wrote way " + code);
  }
}
