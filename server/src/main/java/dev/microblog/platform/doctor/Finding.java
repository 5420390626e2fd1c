package dev.microblog.platform.doctor;

/// What the doctor found about one thing, in a sentence for the operator without secrets.
///
/// @param subject what it is about, in a word or two
/// @param sentence what was found, and what to do if that is not good
public record Finding(Level level, String subject, String sentence) {
  /// How bad it is.
  public enum Level {
    GOOD,
    /// It works, but not as well or not as long as it could.
    WARNING,
    /// Something does not work, or is open to others.
    BAD
  }

  /// What others answer may be quoted in a sentence, at this length at most.
  private static final int LONGEST = 1000;

  /// Takes out what could write more than a line on the operator's terminal.
  public Finding {
    String line = sentence.replaceAll("\\p{C}+", " ");
    sentence = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  static Finding good(String subject, String sentence) {
    return new Finding(Level.GOOD, subject, sentence);
  }

  static Finding warning(String subject, String sentence) {
    return new Finding(Level.WARNING, subject, sentence);
  }

  static Finding bad(String subject, String sentence) {
    return new Finding(Level.BAD, subject, sentence);
  }
}
