package dev.microblog.imports;

/// A file that cannot be imported.
public final class Unreadable extends Exception {
  private static final long serialVersionUID = 1;

  /// What is wrong with a file.
  public enum Reason {
    /// It was not sent, or has nothing in it.
    MISSING,

    /// It is none of the kinds of files that can be imported, or such a one without the file in it
    /// that has the posts.
    UNKNOWN,

    /// It is cut off, or damaged.
    BROKEN,

    /// It is larger than can be imported, or would be once it is unpacked, or has too many posts or
    /// files in it.
    TOO_LARGE
  }

  private final Reason reason;

  Unreadable(Reason reason) {
    super(reason.name());
    this.reason = reason;
  }

  /// What is wrong.
  public Reason reason() {
    return reason;
  }
}
