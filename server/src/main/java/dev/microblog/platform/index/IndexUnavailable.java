package dev.microblog.platform.index;

/// The engine cannot be used now; later it may. The message is a sentence for the operator.
public final class IndexUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public IndexUnavailable(String sentence) {
    super(sentence);
  }

  public IndexUnavailable(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
