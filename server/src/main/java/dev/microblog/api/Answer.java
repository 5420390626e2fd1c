package dev.microblog.api;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an operation answers.
public sealed interface Answer {
  /// A record as JSON.
  ///
  /// @param headers besides those of every answer
  record Good(int status, Object body, Map<String, String> headers) implements Answer {
    /// The same with one header more.
    public Good with(String header, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(header, value);
      return new Good(status, body, more);
    }
  }

  /// The program has what it asks for, with 304.
  record Known(String tag) implements Answer {}

  /// Nothing but that it is done.
  record Empty() implements Answer {}

  /// Something is wrong.
  ///
  /// @param detail what is wrong this time; empty if the code says all
  /// @param errors what is wrong with members of the body
  record Wrong(Code code, String detail, List<FieldError> errors) implements Answer {}

  /// A name and a password are needed that go together.
  record Challenge() implements Answer {}

  /// Too many in a short time.
  record Wait(Duration retryAfter) implements Answer {}

  /// It was answered already, piece by piece.
  record Sent() implements Answer {}

  /// A record, with 200.
  static Good ok(Object body) {
    return new Good(200, body, Map.of());
  }

  /// A record that is new, with 201.
  ///
  /// @param location where it is found
  static Good created(Object body, String location) {
    return new Good(201, body, Map.of("Location", location));
  }

  /// Something that goes on, with 202.
  static Good accepted(Object body) {
    return new Good(202, body, Map.of());
  }

  /// With 204.
  static Answer done() {
    return new Empty();
  }

  /// What is wrong is said by the code alone.
  static Answer wrong(Code code) {
    return new Wrong(code, "", List.of());
  }

  /// As above, with a sentence.
  static Answer wrong(Code code, String detail) {
    return new Wrong(code, detail, List.of());
  }

  /// Members of the body will not do.
  static Answer invalid(List<FieldError> errors) {
    return new Wrong(Code.INVALID, "", errors);
  }

  /// As above, for one of them.
  static Answer invalid(FieldError error) {
    return invalid(List.of(error));
  }
}
