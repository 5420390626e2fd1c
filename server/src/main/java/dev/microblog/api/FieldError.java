package dev.microblog.api;

/// What is wrong with one member of a body.
///
/// @param pointer to the member, as of RFC 6901
/// @param code what is wrong, for programs
/// @param detail the same in a sentence
public record FieldError(String pointer, String code, String detail) {
  /// The same of another member.
  public FieldError at(String member) {
    return new FieldError("/" + member, code, detail);
  }

  /// A member that must be there is not.
  static FieldError missing(String member) {
    return new FieldError("/" + member, "missing", "It must be there.");
  }

  /// A member has no words.
  public static FieldError empty(String member) {
    return new FieldError("/" + member, "empty", "It must not be empty.");
  }

  /// A member has too many words.
  public static FieldError tooLong(String member, int over) {
    return new FieldError(
        "/" + member,
        "too_long",
        "It is too long by " + over + (over == 1 ? " character." : " characters."));
  }

  /// A member has a value that it cannot have.
  public static FieldError wrong(String member, String detail) {
    return new FieldError("/" + member, "invalid", detail);
  }
}
