package dev.microblog.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is answered on the tutorial's paths where something is wrong, as its application does.
///
/// @param error the words of the status
/// @param message what is wrong this time; left out where there is nothing to say
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TutorialError(String error, @Nullable String message) {
  static TutorialError of(Code code, String detail, List<FieldError> errors) {
    String message =
        !detail.isEmpty() ? detail : errors.isEmpty() ? null : sentence(errors.getFirst());
    return new TutorialError(reason(code.status()), message);
  }

  private static String sentence(FieldError error) {
    // Of what is taken the tutorial's application has sentences of its own.
    return error.code().equals("taken")
        ? error.detail()
        : error.pointer().substring(1) + ": " + error.detail();
  }

  private static String reason(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 406 -> "Not Acceptable";
      case 409 -> "Conflict";
      case 413 -> "Request Entity Too Large";
      case 415 -> "Unsupported Media Type";
      case 422 -> "Unprocessable Entity";
      case 429 -> "Too Many Requests";
      case 503 -> "Service Unavailable";
      default -> "Internal Server Error";
    };
  }
}
