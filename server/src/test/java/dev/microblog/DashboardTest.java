package dev.microblog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Whether the dashboard and the alerts of deploy/ ask for what a running server counts.
class DashboardTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? [^ ]+");
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern IN_WORDS = Pattern.compile("\\$labels\\.([a-z_]+)");
  private static final Pattern IN_LEGEND = Pattern.compile("\\{\\{([a-z_]+)\\}\\}");

  /// What a server counts, with the values of each label.
  private static Map<String, Map<String, Set<String>>> counted;

  @BeforeAll
  static void count() {
    try (PostOffice office = PostOffice.open();
        World world = World.settings().mailing(office).with("MANAGEMENT_PORT", "0").open()) {
      world.post("amina", "To be counted");
      for (String path : List.of("/explore", "/notifications/stream", "/nowhere")) {
        Wire.ask(world.uri, "GET " + path + " HTTP/1.1");
      }
      // A collection is counted once there was one.
      System.gc();
      long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      do {
        counted = names(Wire.body(Wire.ask(world.management, "GET /metrics HTTP/1.1")));
      } while (!counted.containsKey("jvm_gc_pause_seconds_sum") && System.nanoTime() - until < 0);
    }
    // Prometheus makes this one when it asks.
    counted.put("up", Map.of("job", Set.of("microblog")));
  }

  private static Map<String, Map<String, Set<String>>> names(String metrics) {
    Map<String, Map<String, Set<String>>> names = new HashMap<>();
    for (String line : metrics.split("\n", -1)) {
      Matcher parts = LINE.matcher(line);
      if (!line.startsWith("#") && parts.matches()) {
        Map<String, Set<String>> labels =
            names.computeIfAbsent(parts.group(1), _ -> new HashMap<>());
        Matcher label = LABEL.matcher(parts.group(2) == null ? "" : parts.group(2));
        while (label.find()) {
          labels.computeIfAbsent(label.group(1), _ -> new TreeSet<>()).add(label.group(2));
        }
      }
    }
    return names;
  }

  private static List<String> problems(String question) {
    return PromQl.problems(question.replace("$__rate_interval", "5m"), counted);
  }

  private static JsonNode dashboard() throws IOException {
    return new ObjectMapper()
        .readTree(Files.readString(ROOT.resolve("deploy/grafana/microblog.json")));
  }

  private static List<JsonNode> rules() throws IOException {
    JsonNode file =
        new YAMLMapper().readTree(Files.readString(ROOT.resolve("deploy/prometheus/alerts.yml")));
    List<JsonNode> rules = new ArrayList<>();
    file.get("groups").forEach(group -> group.get("rules").forEach(rules::add));
    return rules;
  }

  private static void assertKnown(Pattern pattern, String text, String what) {
    Set<String> labels =
        counted.values().stream()
            .flatMap(known -> known.keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    labels.add("instance");
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      assertThat(labels).as(what).contains(matcher.group(1));
    }
  }

  @Test
  void everyPanelAsksForWhatIsCounted() throws IOException {
    Set<String> places = new TreeSet<>();
    int questions = 0;
    for (JsonNode panel : dashboard().get("panels")) {
      String title = panel.get("title").asString();
      JsonNode place = panel.get("gridPos");
      assertThat(places.add(place.get("x") + "," + place.get("y"))).as(title).isTrue();
      for (JsonNode target : panel.path("targets")) {
        questions++;
        assertThat(problems(target.get("expr").asString())).as(title).isEmpty();
        assertKnown(IN_LEGEND, target.get("legendFormat").asString(), title);
        assertThat(target.get("datasource").get("uid").asString()).isEqualTo("${datasource}");
      }
    }
    assertThat(questions).isGreaterThan(30);
  }

  @Test
  void itsVariablesAreThere() throws IOException {
    Set<String> names = new TreeSet<>();
    for (JsonNode variable : dashboard().get("templating").get("list")) {
      names.add(variable.get("name").asString());
      String asked = variable.path("definition").asString("");
      Matcher values = Pattern.compile("label_values\\((\\w+), instance\\)").matcher(asked);
      assertThat(asked.isEmpty() || (values.matches() && counted.containsKey(values.group(1))))
          .as(asked)
          .isTrue();
    }
    assertThat(names).containsExactly("datasource", "instance");
  }

  @Test
  void everyAlertAsksForWhatIsCountedAndSaysWhatToDo() throws IOException {
    Set<String> headings =
        Files.readString(ROOT.resolve("docs/operations.md"))
            .lines()
            .filter(line -> line.startsWith("#"))
            .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
            .collect(Collectors.toSet());
    Set<String> names = new TreeSet<>();
    for (JsonNode rule : rules()) {
      String name = rule.get("alert").asString();
      assertThat(names.add(name)).as(name).isTrue();
      assertThat(problems(rule.get("expr").asString())).as(name).isEmpty();
      assertThat(rule.get("labels").get("severity").asString()).isIn("critical", "warning");
      JsonNode words = rule.get("annotations");
      for (String kind : List.of("summary", "description")) {
        assertThat(words.get(kind).asString()).as(name).isNotBlank();
        assertKnown(IN_WORDS, words.get(kind).asString(), name);
      }
      String runbook = words.get("runbook").asString();
      assertThat(runbook).startsWith("docs/operations.md#");
      assertThat(headings).contains(runbook.substring(runbook.indexOf('#') + 1));
    }
    assertThat(names).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          microblog_redy == 0; no such metric: microblog_redy
          sum by (path) (microblog_ready); no such label: path
          microblog_lane_waiting{lame="password"} > 1; no such label: lame
          microblog_lane_waiting{lane="pasword"} > 1; no such value of lane: pasword
          microblog_outbox_waiting{worker=~"mail|serch"}; no such value of worker: serch
          sum(rate(microblog_posts[5m]); a bracket is missing: [)]
          sum(microblog_posts)); a bracket too many: )
          ratte(microblog_posts[5m]); no such metric: ratte
          microblog_posts{job:"x"}; no way to ask for a label
          microblog_posts >; it ends where a value is missing
          microblog_posts ? 1; cannot be read from here on
          """)
  void whatIsWrongWouldBeFound(String question, String problem) {
    assertThat(problems(question)).anyMatch(found -> found.contains(problem));
  }
}
