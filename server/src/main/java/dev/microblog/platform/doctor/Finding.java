package dev.microblog.platform.doctor;

import dev.microblog.platform.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What the doctor found about one thing: what it is, and what to do if that is not good.
///
/// @param subject what it is about, in a word or two
/// @param lines one after the other
public record Finding(Level level, String subject, List<Line> lines) {
  /// How bad it is.
  public enum Level {
    GOOD,
    /// It works, but not as well or not as long as it could.
    WARNING,
    /// Something does not work, or is open to others.
    BAD
  }

  private static final Messages ENGLISH = Messages.in(Locale.ENGLISH);

  static Finding good(String subject, String key, Object... arguments) {
    return new Finding(Level.GOOD, subject, List.of(Line.of(key, arguments)));
  }

  static Finding warning(String subject, String key, Object... arguments) {
    return new Finding(Level.WARNING, subject, List.of(Line.of(key, arguments)));
  }

  static Finding bad(String subject, String key, Object... arguments) {
    return new Finding(Level.BAD, subject, List.of(Line.of(key, arguments)));
  }

  /// What something else says, in its own words.
  static Finding quoted(Level level, String subject, String words) {
    return new Finding(level, subject, List.of(Line.quoted(words)));
  }

  static Finding bad(String subject, Line line) {
    return new Finding(Level.BAD, subject, List.of(line));
  }

  /// The same, and more to it.
  Finding and(String key, Object... arguments) {
    List<Line> more = new ArrayList<>(lines);
    more.add(Line.of(key, arguments));
    return new Finding(level, subject, List.copyOf(more));
  }

  /// All of it in English, for commands.
  public String sentence() {
    return lines.stream().map(line -> line.in(ENGLISH)).collect(Collectors.joining(" "));
  }

  /// The key of the subject's name among the texts.
  public String label() {
    return "doctor.subject." + subject.replace(' ', '-');
  }
}
