package dev.microblog.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.account.AccountProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every text is used, and every text that is used is there.
class UsedTextsTest {
  private static final Pattern LITERAL = Pattern.compile("\"([a-zA-Z]+(?:\\.[a-zA-Z0-9_]+)+)\"");

  /// Where a key is put together, what it begins with; each stands so in a source.
  private static final Set<String> BUILT =
      Set.of(
          "problem.",
          "people.",
          "settings.theme.",
          "settings.senders.",
          "settings.notice.",
          "settings.way.",
          "notice.",
          "error.",
          "mail.",
          "search.kind.",
          "search.help.",
          "export.page.",
          "filter.action.",
          "import.state.",
          "import.leftOut.",
          "import.refused.",
          "admin.",
          "role.",
          "restriction.",
          "deed.",
          "doctor.",
          "keptOut.appeal.",
          "report.reason.",
          "site.setting.",
          "site.registration.",
          "site.problem.",
          "signUp.barred.",
          "tokens.scope.",
          "tokens.scope.hint.");

  /// What looks like a key and is none: files, settings of libraries, events of the browser.
  private static final Pattern OTHERS =
      Pattern.compile(
          ".*\\.(jte|css|js|svg|atom|xml|txt|json|db|lock|key|properties|webmanifest|class|so)"
              + "|(java|javax|org|com|io|dev|jdk|sqlite)\\..*");

  private static String sources;

  @BeforeAll
  static void read() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String folder : new String[] {"src/main/java", "src/main/jte"}) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          all.append(Files.readString(file)).append('\n');
        }
      }
    }
    sources = all.toString();
  }

  private static Set<String> keys() {
    return new TreeSet<>(Messages.in(Locale.ENGLISH).texts().keySet());
  }

  private static boolean isBuilt(String key) {
    return BUILT.stream().anyMatch(key::startsWith);
  }

  @Test
  void noTextIsLeftOver() {
    assertThat(BUILT).allMatch(start -> sources.contains('"' + start + '"'));
    assertThat(keys())
        .filteredOn(key -> !isBuilt(key) && !sources.contains('"' + key + '"'))
        .isEmpty();
  }

  @Test
  void noTextIsMissing() {
    Set<String> starts =
        keys().stream().map(key -> key.replaceFirst("\\..*", "")).collect(Collectors.toSet());
    Set<String> asked =
        LITERAL
            .matcher(sources)
            .results()
            .map((MatchResult found) -> found.group(1))
            .filter(key -> starts.contains(key.replaceFirst("\\..*", "")))
            .filter(key -> !OTHERS.matcher(key).matches())
            .collect(Collectors.toCollection(TreeSet::new));
    // The checks of the doctor leave out how theirs begin; LineTest looks at those.
    asked.removeIf(key -> isBuilt(key) || keys().contains(key) || keys().contains("doctor." + key));

    assertThat(asked).isEmpty();
  }

  @Test
  void everyProblemHasAText() {
    assertThat(keys())
        .filteredOn(key -> key.startsWith("problem.") && !sources.contains('"' + key + '"'))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(AccountProblem.values()).map(problem -> "problem." + problem).toList());
  }

  @Test
  void everyErrorHasItsThreeTexts() {
    Pattern status = Pattern.compile("error\\.(\\d+)");
    Set<String> statuses =
        keys().stream().filter(key -> status.matcher(key).matches()).collect(Collectors.toSet());
    // Those of Errors, the general ones among them; ErrorTest shows each as a page.
    assertThat(statuses)
        .containsExactlyInAnyOrder(
            "error.400",
            "error.403",
            "error.404",
            "error.405",
            "error.413",
            "error.415",
            "error.429",
            "error.500",
            "error.503");
    Set<String> all = new TreeSet<>(statuses);
    statuses.forEach(error -> all.addAll(Set.of(error + ".text", error + ".reason")));
    all.add("error.home");
    assertThat(keys())
        .filteredOn(key -> key.startsWith("error."))
        .containsExactlyInAnyOrderElementsOf(all);
  }
}
