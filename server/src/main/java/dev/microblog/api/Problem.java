package dev.microblog.api;

import java.util.List;

/// What is answered where something is wrong, as of RFC 9457.
///
/// @param type where the code is explained
/// @param title what is wrong, in a sentence that is the same for every occurrence
/// @param status of the answer
/// @param code what is wrong, for programs
/// @param detail what is wrong this time
/// @param id by which it is found in the server's log
/// @param errors what is wrong with members of the body
public record Problem(
    String type,
    String title,
    int status,
    String code,
    String detail,
    String id,
    List<FieldError> errors) {
  /// Its content type.
  public static final String TYPE = "application/problem+json";

  static Problem of(Code code, String detail, List<FieldError> errors, String id) {
    return new Problem(
        "/api/docs#" + code.word(),
        code.sentence(),
        code.status(),
        code.word(),
        detail.isEmpty() ? code.sentence() : detail,
        id,
        errors);
  }
}
