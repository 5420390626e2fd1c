package dev.microblog.api;

import java.util.Locale;

/// What can be wrong with a request, as programs tell it apart. A code never changes its meaning.
public enum Code {
  MALFORMED_BODY(400, "The body cannot be read."),
  INVALID_PARAMETER(400, "A parameter of the address has a value that it cannot have."),
  BAD_REQUEST(400, "The request cannot be understood."),
  UNAUTHORIZED(401, "A token is needed that holds."),
  WRONG_PASSWORD(403, "The password is another."),
  INSUFFICIENT_SCOPE(403, "The token is not good for this."),
  FORBIDDEN(403, "This is not allowed."),
  BLOCKED(403, "One of the two has blocked the other."),
  UNCONFIRMED(403, "The e-mail address is to be confirmed first. A link was mailed there."),
  NOT_RECEIVING(403, "They do not let everybody write to them."),
  NOT_FOUND(404, "There is no such thing, or none that you may know of."),
  METHOD_NOT_ALLOWED(405, "The address does not take this method. See the header Allow."),
  NOT_ACCEPTABLE(406, "The answer has another content type than those that are accepted."),
  ONESELF(409, "This cannot be done to oneself."),
  LIMIT_REACHED(409, "There are as many as there can be."),
  RUNNING(409, "One is being made already."),
  PRECONDITION_FAILED(412, "It was changed since it was read. Read it again."),
  TOO_LARGE(413, "The body is too large."),
  UNSUPPORTED_MEDIA_TYPE(415, "The body is to be application/json."),
  INVALID(422, "Some of what was sent will not do. See errors."),
  IDEMPOTENCY_KEY_REUSED(422, "The key was used with another text."),
  TOO_MANY_REQUESTS(429, "Too many in a short time. See the header Retry-After."),
  INTERNAL(500, "Something went wrong here. The log tells more under the id."),
  TRANSLATION_FAILED(502, "The service that translates did not answer as it should."),
  BUSY(503, "The server is busy. Try again in a moment."),
  SEARCH_UNAVAILABLE(503, "The search cannot be used now."),
  TRANSLATION_UNCONFIGURED(503, "This site does not translate.");

  private final int status;
  private final String sentence;

  Code(int status, String sentence) {
    this.status = status;
    this.sentence = sentence;
  }

  /// The status of the answer.
  public int status() {
    return status;
  }

  /// What is wrong, in a sentence.
  public String sentence() {
    return sentence;
  }

  /// What programs call it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The code of an answer whose status is all that is known.
  static Code of(int status) {
    return switch (status) {
      case 401 -> UNAUTHORIZED;
      case 403 -> FORBIDDEN;
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 413 -> TOO_LARGE;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 429 -> TOO_MANY_REQUESTS;
      case 503 -> BUSY;
      default -> status < 500 ? BAD_REQUEST : INTERNAL;
    };
  }
}
