package dev.microblog.platform.doctor;

import dev.microblog.platform.text.Messages;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Something that the doctor says, in whole sentences and without secrets: a text with what varies
/// in it, so that it can be told in every language, or words of somebody else as they are.
///
/// @param key of the text; null for words of somebody else
/// @param arguments what stands in the text, or the words alone
public record Line(@Nullable String key, List<String> arguments) {
  /// What others answer may be quoted, at this length at most.
  private static final int LONGEST = 1000;

  /// Takes out what could write more than a line on the operator's terminal.
  public Line {
    arguments = arguments.stream().map(Line::clean).toList();
  }

  private static String clean(String text) {
    String line = text.replaceAll("\\p{C}+", " ");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  /// A text. Numbers stand in it as a program writes them.
  static Line of(String key, Object... arguments) {
    return new Line("doctor." + key, Stream.of(arguments).map(String::valueOf).toList());
  }

  /// Words that something else has, in English.
  static Line quoted(@Nullable String words) {
    return new Line(null, List.of(String.valueOf(words)));
  }

  /// It in the language of these texts; what is quoted stays as it is.
  public String in(Messages texts) {
    return key == null ? arguments.getFirst() : texts.get(key, arguments.toArray());
  }
}
