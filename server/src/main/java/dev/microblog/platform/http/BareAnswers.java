package dev.microblog.platform.http;

import org.jspecify.annotations.Nullable;

/// What programs are told where no face answers: of an address that cannot be read, and of a server
/// that is starting. People get a line of text.
public interface BareAnswers {
  /// Everybody gets the line.
  BareAnswers NONE = (_, _, _) -> null;

  /// What is told.
  ///
  /// @param type of the content
  record Words(String type, String text) {}

  /// The words for an address; null if the line is good enough for it.
  ///
  /// @param path as it was sent
  /// @param status of the answer
  /// @param id of the request, by which it is found in the log
  @Nullable Words of(String path, int status, String id);

  /// What is told of an address: its words, or a line.
  default Words of(String path, int status, String id, String line) {
    Words words = of(path, status, id);
    return words == null ? new Words("text/plain; charset=utf-8", line + "\n") : words;
  }
}
