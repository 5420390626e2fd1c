package dev.microblog.post;

import dev.microblog.post.PostText.Part;
import java.util.stream.Collectors;

/// Parts of posts as text, for tables of examples.
final class PartsAsText {
  private PartsAsText() {}

  /// The parts in short: `@name`, `#tag`, `<url>`, `/` for a break, words in quotation marks.
  static String read(String body) {
    return PostText.paragraphs(body).stream()
        .map(parts -> parts.stream().map(PartsAsText::shorthand).collect(Collectors.joining(" ")))
        .collect(Collectors.joining(" // "));
  }

  private static String shorthand(Part part) {
    return switch (part) {
      case Part.Words(String text) -> '"' + text + '"';
      case Part.Break() -> "/";
      case Part.Link(String url, String _) -> '<' + url + '>';
      case Part.Mention(String name) -> '@' + name;
      case Part.Tag(String tag) -> '#' + tag;
    };
  }

  static String written(Part part) {
    return switch (part) {
      case Part.Words(String text) -> text;
      case Part.Break() -> "\n";
      case Part.Link(String url, String _) -> url;
      case Part.Mention(String name) -> '@' + name;
      case Part.Tag(String tag) -> '#' + tag;
    };
  }

  static String reassembled(String body) {
    return PostText.paragraphs(body).stream()
        .map(parts -> parts.stream().map(PartsAsText::written).collect(Collectors.joining()))
        .collect(Collectors.joining("\n\n"));
  }
}
