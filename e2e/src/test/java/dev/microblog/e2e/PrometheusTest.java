package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Prometheus' own tool says of what stands in deploy/prometheus, and of what a server tells.
class PrometheusTest {
  private static final String FOLDER = "deploy/prometheus/";
  private static final String TESTS = FOLDER + "alerts_test.yml";

  private static Tool promtool() {
    return Tool.need("PROMTOOL", "promtool");
  }

  @Test
  void theConfigurationIsTakenAsItIs() {
    promtool().run("check", "config", FOLDER + "prometheus.yml");
  }

  @Test
  void eachAlertComesInItsTimeAndWithItsWords() {
    String tests = KnownSettings.read(TESTS);
    List<String> names =
        KnownSettings.read(FOLDER + "alerts.yml")
            .lines()
            .filter(line -> line.contains("- alert: "))
            .map(line -> line.replace("- alert: ", "").strip())
            .toList();
    assertThat(names)
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(tests.split("alertname: " + name + "\n", -1))
                    .as(name + ": not yet, then, and not where all is well")
                    .hasSizeGreaterThan(3));

    promtool().run("test", "rules", TESTS);
  }

  /// An alert that says something else would pass unseen if its test could not fail.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          > 0.02; > 0.2
          > 0.9; > 0.5
          microblog_ready == 0; microblog_ready == 2
          for: 15m; for: 1m
          nearly full; full
          """)
  void aChangedAlertIsNoticed(String before, String after, @TempDir Path folder)
      throws IOException {
    String rules = KnownSettings.read(FOLDER + "alerts.yml");
    assertThat(rules).contains(before);
    Files.writeString(folder.resolve("alerts.yml"), rules.replace(before, after));
    Files.writeString(folder.resolve("alerts_test.yml"), KnownSettings.read(TESTS));

    Docker.Result said =
        promtool().ask("test", "rules", folder.resolve("alerts_test.yml").toString());
    assertThat(said.status()).as(said.output()).isNotZero();
  }

  @Test
  void whatAServerTellsIsAsPrometheusWantsIt(@TempDir Path folder) throws IOException {
    try (Server server = Launch.in(folder.resolve("data")).with("MANAGEMENT_PORT", "0").start()) {
      server.client().signUp(Person.of("amina"));
      String told = Probes.get(Launch.managementPort(server.program()), "/metrics").body();
      assertThat(told).contains("microblog_ready");
      Path file = Files.writeString(folder.resolve("metrics"), told);
      String command = promtool().program() + " check metrics <" + file;

      Docker.Result said = Docker.ask(List.of("sh", "-c", command), Map.of());
      // 3 is for names that could be better: those of the library for Java's own figures are what
      // they are.
      assertThat(said.status()).as(said.output()).isIn(0, 3);
      assertThat(said.output()).doesNotContain("microblog_", "http_", "error");
    }
  }
}
