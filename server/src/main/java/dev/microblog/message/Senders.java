package dev.microblog.message;

/// Who may write to somebody, as they chose it.
public enum Senders {
  ANYONE(0),
  FOLLOWED(1),
  NOBODY(2);

  private final int code;

  Senders(int code) {
    this.code = code;
  }

  /// What is kept in the database.
  int code() {
    return code;
  }

  static Senders of(int code) {
    for (Senders senders : values()) {
      if (senders.code == code) {
        return senders;
      }
    }
    throw new IllegalArgumentException("a newer Microblog wrote senders " + code);
  }
}
