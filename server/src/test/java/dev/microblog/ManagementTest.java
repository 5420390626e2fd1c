package dev.microblog;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The port for programs that look after the server.
class ManagementTest {
  private static World world;

  @BeforeAll
  static void open() {
    world = World.settings().with("MANAGEMENT_PORT", "0").open();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static String ask(URI server, String request) {
    return Wire.ask(server, request + " HTTP/1.1");
  }

  @ParameterizedTest
  @CsvSource({"live, alive", "started, started", "ready, ready"})
  void everyProbeIsAnsweredInAWord(String probe, String word) {
    String answer = ask(world.management, "GET /health/" + probe);

    assertThat(Wire.status(answer)).isEqualTo(200);
    assertThat(Wire.body(answer)).isEqualTo(word + "\n");
    assertThat(Wire.header(answer, "Cache-Control")).isEqualTo("no-store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/health/ready", "/metrics", "/health"})
  void peopleDoNotMeetItsPathsAtTheirPort(String path) {
    assertThat(Wire.status(ask(world.uri, "GET " + path))).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/index", "/health", "/health/", "/health/live/", "/metrics/x"})
  void nothingElseIsThere(String path) {
    String answer = ask(world.management, "GET " + path);

    assertThat(Wire.status(answer)).isEqualTo(404);
    assertThat(answer).doesNotContain("Set-Cookie", "Jetty");
  }

  @Test
  void itIsReadAndNotWritten() {
    String answer = ask(world.management, "POST /health/live");

    assertThat(Wire.status(answer)).isEqualTo(405);
    assertThat(Wire.header(answer, "Allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void answersAreCountedByRouteAndNotByAddress() {
    world.post("amina", "To be counted");
    ask(world.uri, "GET /user/amina");
    ask(world.uri, "GET /user/ben");
    ask(world.uri, "GET /user/nobody_here");
    ask(world.uri, "GET /not/a/page");
    ask(world.uri, "BREW /coffee");

    String metrics = Wire.body(ask(world.management, "GET /metrics"));

    assertThat(metrics)
        .contains(
            "http_server_requests_seconds_count{method=\"GET\",route=\"/user/{name}\",status=\"200\"} 2",
            "http_server_requests_seconds_count{method=\"GET\",route=\"/user/{name}\",status=\"404\"} 1",
            "http_server_requests_seconds_count{method=\"GET\",route=\"none\",status=\"404\"} ",
            "jvm_memory_used_bytes",
            "process_uptime_seconds",
            "microblog_outbox_due")
        .doesNotContain("amina", "nobody_here", "BREW", "/not/a/page");
  }
}
