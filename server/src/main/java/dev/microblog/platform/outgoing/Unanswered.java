package dev.microblog.platform.outgoing;

/// Another server gave no answer that can be used. The message is a sentence for the operator.
public final class Unanswered extends Exception {
  private static final long serialVersionUID = 1;

  Unanswered(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
