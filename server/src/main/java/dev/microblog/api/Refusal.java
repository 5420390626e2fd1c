package dev.microblog.api;

import java.util.List;

/// A call that cannot be worked, found where it is read.
final class Refusal extends RuntimeException {
  private final Code code;
  private final List<FieldError> errors;

  Refusal(Code code, String detail, List<FieldError> errors) {
    super(detail);
    this.code = code;
    this.errors = List.copyOf(errors);
  }

  Answer answer() {
    String detail = getMessage();
    return new Answer.Wrong(code, detail == null ? "" : detail, errors);
  }
}
