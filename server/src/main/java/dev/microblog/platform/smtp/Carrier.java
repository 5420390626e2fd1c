package dev.microblog.platform.smtp;

/// Where letters are brought.
public sealed interface Carrier permits LogCarrier, Smtp {
  /// Begins a way on which letters are brought one after the other.
  Trip begin();

  /// A way to where letters are brought.
  interface Trip extends AutoCloseable {
    /// Brings a letter.
    ///
    /// @throws Away if no letter can be brought now
    Fate bring(Letter letter) throws Away;

    @Override
    void close();
  }

  /// What became of a letter.
  sealed interface Fate {
    /// It was taken.
    record Taken() implements Fate {}

    /// It was not taken, and will not be.
    ///
    /// @param reply the reason, for the operator
    record Refused(String reply) implements Fate {}

    /// It was not taken this time.
    ///
    /// @param reply the reason, for the operator
    record Postponed(String reply) implements Fate {}
  }

  /// No letter can be brought now, whichever it is. The message is a sentence for the operator.
  final class Away extends Exception {
    private static final long serialVersionUID = 1;

    Away(String sentence, Throwable cause) {
      super(sentence, cause);
    }
  }
}
