package dev.microblog.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the documentation comments of records say of them and of their components. It stands in the
/// sources alone: programs that are compiled have none.
final class RecordWords {
  private static final Pattern RECORD =
      Pattern.compile("((?:[ ]*///[^\\n]*\\n)+)(?:[ ]*@[^\\n]*\\n)*[ ]*public record (\\w+)");
  private static final Pattern LINE = Pattern.compile("[ ]*///[ ]?([^\\n]*)\\n");

  private final Path sources;
  private final Map<Class<?>, Map<String, String>> known = new HashMap<>();

  /// @param sources the folder of the packages
  RecordWords(Path sources) {
    this.sources = sources;
  }

  /// What a record is; null if nothing is said.
  @Nullable String of(Class<?> type) {
    return words(type).get("");
  }

  /// What a component of a record is; null if nothing is said.
  @Nullable String of(Class<?> type, String component) {
    return words(type).get(component);
  }

  private Map<String, String> words(Class<?> type) {
    return type.isRecord() && type.getName().startsWith("dev.microblog")
        ? known.computeIfAbsent(type, this::read)
        : Map.of();
  }

  private Map<String, String> read(Class<?> type) {
    String file = type.getName().replace('.', '/').replaceFirst("\\$.*", "") + ".java";
    String source;
    try {
      source = Files.readString(sources.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Matcher records = RECORD.matcher(source);
    while (records.find()) {
      if (records.group(2).equals(type.getSimpleName())) {
        return comment(records.group(1));
      }
    }
    return Map.of();
  }

  private static Map<String, String> comment(String lines) {
    Map<String, StringBuilder> words = new HashMap<>();
    String subject = "";
    Matcher line = LINE.matcher(lines);
    while (line.find()) {
      String text = line.group(1);
      if (text.startsWith("@param ")) {
        String[] parts = text.split(" ", 3);
        subject = parts[1];
        text = parts.length < 3 ? "" : parts[2];
      }
      words.computeIfAbsent(subject, _ -> new StringBuilder()).append(' ').append(text);
    }
    Map<String, String> stripped = new HashMap<>();
    words.forEach((name, text) -> stripped.put(name, text.toString().strip()));
    stripped.values().removeIf(String::isEmpty);
    return stripped;
  }
}
