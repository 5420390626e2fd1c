package dev.microblog.platform.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.platform.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LineTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/microblog/platform/doctor");

  /// A text's key as the checks write it, and the end of one that is put together.
  private static final Pattern LITERAL =
      Pattern.compile("\"([a-zA-Z]+(\\.[a-zA-Z]+)*\\.?|(\\.[a-zA-Z]+)+)\"");

  @Test
  void everyTextOfTheDoctorIsSaidByACheckAndEveryCheckHasItsTexts() throws IOException {
    Set<String> literals = new TreeSet<>();
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.toList()) {
        LITERAL.matcher(Files.readString(file)).results().forEach(m -> literals.add(m.group(1)));
      }
    }
    Set<String> texts = keys();
    Set<String> said =
        texts.stream()
            .filter(key -> literals.contains(key) || put(key, literals))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(said).isEqualTo(texts);
    Set<String> rooms =
        texts.stream().map(key -> key.split("\\.", 2)[0]).collect(Collectors.toSet());
    for (String literal : literals) {
      int dot = literal.indexOf('.');
      // The name of a file of the system.
      if (literal.equals("memory.max")) {
        continue;
      }
      if (dot > 0 && !literal.endsWith(".") && rooms.contains(literal.substring(0, dot))) {
        assertThat(texts)
            .as(literal)
            .anyMatch(key -> key.equals(literal) || key.startsWith(literal + '.'));
      }
    }
  }

  private static boolean put(String key, Set<String> literals) {
    int dot = key.lastIndexOf('.');
    return dot > 0
        && (literals.containsAll(List.of(key.substring(0, dot), key.substring(dot)))
            || literals.containsAll(List.of(key.substring(0, dot + 1), key.substring(dot + 1))));
  }

  private static Set<String> keys() throws IOException {
    return Files.readAllLines(Path.of("src/main/resources/messages.properties")).stream()
        .filter(line -> line.startsWith("doctor.") && !line.startsWith("doctor.subject."))
        .map(line -> line.substring("doctor.".length(), line.indexOf('=')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void aTextIsToldInEveryLanguageAndWordsOfOthersAsTheyAre() {
    Line text = Line.of("disk.free", 1200, "/data");
    Messages spanish = Messages.in(Locale.forLanguageTag("es"));

    assertThat(text.in(Messages.in(Locale.ENGLISH))).isEqualTo("1200 MiB are free for /data.");
    assertThat(text.in(spanish)).isEqualTo("Quedan 1200 MiB libres para /data.");
    assertThat(Line.quoted("It's {0} 'so'").in(spanish)).isEqualTo("It's {0} 'so'");
    assertThat(Line.of("see", "{1} 'x'").in(spanish)).isEqualTo("Revisa {1} 'x'.");
  }
}
