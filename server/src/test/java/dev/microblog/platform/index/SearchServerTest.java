package dev.microblog.platform.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.microblog.OnSearchServers;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The search servers are those that they are said to be.
@OnSearchServers
class SearchServerTest {
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final String HEALTH = "/_cluster/health";

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LUCENE")
  void eachEngineIsOfItsVersion(SearchEngine engine) throws IOException {
    SearchServer server = SearchServer.of(engine);

    assertThat(server.answer("GET", "/_nodes/_local?filter_path=nodes.*.version", ANSWER).body())
        .contains("\"version\":\"" + engine.version());

    HttpResponse<String> root = server.answer("GET", "/", ANSWER);
    // The core of Elasticsearch 8 alone does not answer here; the whole does.
    if (engine != SearchEngine.ELASTICSEARCH_8_19 || root.statusCode() != 405) {
      assertThat(root.body()).contains("\"number\" : \"" + engine.version());
    }
    assertThat(root.body().contains("opensearch")).isEqualTo(engine == SearchEngine.OPENSEARCH_3);
  }

  @Test
  void aServerIsEmptiedAndFrozenAndStoppedAndStartedAtItsAddress() throws IOException {
    SearchServer server = SearchServer.of(SearchEngine.ELASTICSEARCH_7_10);

    assertThat(status(server, "PUT", "/posts")).isEqualTo(200);
    assertThat(status(server, "PUT", "/more")).isEqualTo(200);
    server.clear();
    assertThat(status(server, "HEAD", "/posts")).isEqualTo(404);
    assertThat(status(server, "HEAD", "/more")).isEqualTo(404);
    server.clear();

    server.pause();
    assertThatExceptionOfType(HttpTimeoutException.class)
        .isThrownBy(() -> server.answer("GET", HEALTH, Duration.ofMillis(500)));
    server.resume();
    assertThat(status(server, "PUT", "/posts")).isEqualTo(200);

    server.pause();
    server.stop();
    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(() -> status(server, "GET", HEALTH));
    assertThat(SearchServer.of(SearchEngine.ELASTICSEARCH_7_10)).isSameAs(server);
    assertThat(status(server, "HEAD", "/posts")).isEqualTo(404);
  }

  private static int status(SearchServer server, String method, String path) throws IOException {
    return server.answer(method, path, ANSWER).statusCode();
  }
}
