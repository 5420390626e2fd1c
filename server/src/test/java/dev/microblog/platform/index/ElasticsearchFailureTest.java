package dev.microblog.platform.index;

import static dev.microblog.platform.index.StandIn.GREETING;
import static dev.microblog.platform.index.StandIn.SEVEN;
import static dev.microblog.platform.index.TestIndex.NOW;
import static dev.microblog.platform.index.TestIndex.post;
import static dev.microblog.platform.index.TestIndex.posts;
import static dev.microblog.platform.index.TestIndex.word;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.microblog.Certificate;
import dev.microblog.Collector.Told;
import dev.microblog.Followed;
import dev.microblog.OnSearchServers;
import dev.microblog.platform.db.Range;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Search servers that are away, slow, unwilling, or something else.
@OnSearchServers
class ElasticsearchFailureTest {
  private static final String PASSWORD = "s3cret-Of-Ours";

  /// A person waits so long, and no longer.
  private static final Duration MOST = Duration.ofMillis(3_500);

  private static final Duration AT_ONCE = Duration.ofMillis(500);

  private static SearchIndex index(URI... servers) {
    return new ElasticsearchIndex(List.of(servers), "blog", "elastic", PASSWORD, null);
  }

  private static SearchIndex index(URI server, @Nullable SSLContext trust) {
    return new ElasticsearchIndex(List.of(server), "blog", null, null, trust);
  }

  private static List<Long> search(SearchIndex index) {
    return index.best(posts(), NOW, Long.MAX_VALUE, 9);
  }

  /// The sentence with which a search fails, in time.
  private static String sentence(SearchIndex index, Duration most) {
    long start = System.nanoTime();
    Throwable thrown = catchThrowable(() -> search(index));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(most);
    return sentence(thrown);
  }

  private static String sentence(@Nullable Throwable thrown) {
    assertThat(thrown).isInstanceOf(IndexUnavailable.class);
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      assertThat(each.toString()).doesNotContain(PASSWORD, "elastic:");
    }
    assertThat(thrown).message().endsWith(".");
    return String.valueOf(thrown == null ? null : thrown.getMessage());
  }

  private static URI nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://elastic:" + PASSWORD + "@127.0.0.1:" + socket.getLocalPort());
    }
  }

  @Test
  void whereNobodyListensItSaysSoAtOnce() throws IOException {
    try (SearchIndex index = index(nobody())) {
      assertThat(sentence(index, Duration.ofSeconds(2)))
          .startsWith("The search server http://127.0.0.1:")
          .endsWith(" cannot be reached.");
    }
  }

  @Test
  void whereNothingIsAnsweredOneWaitsAndTheNextDoNot() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
        SearchIndex index = index(URI.create("http://127.0.0.1:" + silent.getLocalPort()))) {
      assertThat(sentence(index, MOST)).endsWith(" does not answer in time.");
      assertThat(sentence(index, AT_ONCE)).endsWith(" does not answer in time.");
      assertThat(sentence(index, AT_ONCE)).endsWith(" does not answer in time.");
    }
  }

  @Test
  void afterARestItAsksAgain() throws InterruptedException {
    boolean[] well = new boolean[1];
    try (StandIn server =
            StandIn.answering(_ -> new StandIn.Answer(well[0] ? 200 : 503, well[0] ? SEVEN : ""));
        SearchIndex index = index(server.url())) {
      sentence(index, MOST);
      well[0] = true;
      sentence(index, AT_ONCE);
      assertThat(server.asked()).hasSize(1);
      long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
      while (catchThrowable(() -> search(index)) != null) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        Thread.sleep(50);
      }
      assertThat(search(index)).containsExactly(7L);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "429, has more to do than it can take (429).",
    "502, has more to do than it can take (502).",
    "503, has more to do than it can take (503).",
    "504, has more to do than it can take (504).",
    "401, ELASTICSEARCH_PASSWORD.",
    "403, ELASTICSEARCH_PASSWORD.",
    "500, status 500.",
    "404, status 404.",
    "302, status 302.",
  })
  void aStatusThatIsNoAnswerIsSaidSo(int status, String end) {
    try (StandIn server = StandIn.answering(status, "");
        SearchIndex index = index(server.url())) {
      assertThat(sentence(index, MOST)).endsWith(end);
    }
  }

  @Test
  void aFullDiskOfTheServerIsNotTakenForAWrongPassword() {
    try (StandIn server =
            StandIn.answering(403, "{\"error\":{\"type\":\"cluster_block_exception\"}}");
        SearchIndex index = index(server.url())) {
      assertThat(sentence(index, MOST)).endsWith("see its disk.");
    }
  }

  @Test
  void theKindOfAnErrorIsSaidAndNotItsText() {
    String body = "{\"error\":{\"type\":\"parsing_exception\",\"reason\":\"what was typed\"}}";
    try (StandIn server = StandIn.answering(400, body);
        SearchIndex index = index(server.url())) {
      assertThat(sentence(index, MOST))
          .endsWith("status 400 (parsing_exception).")
          .doesNotContain("typed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<!doctype html><title>Welcome</title>", "{\"hits\":", "{]", "\u0000"})
  void whatIsNoJsonIsNoSearchServer(String body) {
    try (StandIn server = StandIn.answering(200, body);
        SearchIndex index = index(server.url())) {
      assertThat(sentence(index, MOST))
          .endsWith(" is no Elasticsearch or OpenSearch: see ELASTICSEARCH_URL.");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "1",
        "\"text\"",
        "{}",
        "{\"error\":1}",
        "{\"error\":{\"type\":{}}}",
        "{\"hits\":1}",
        "{\"hits\":{\"hits\":[1]}}",
        "{\"hits\":{\"hits\":[{\"sort\":[]}]}}",
        "{\"hits\":{\"hits\":[{\"sort\":[\"7\"]}]}}",
        "{\"version\":{\"number\":\"7.10.2\"},\"items\":{}}",
        "{\"version\":{\"number\":\"7.10.2\"},\"items\":[1]}",
        "{\"version\":{\"number\":\"7.10.2\"},\"items\":[{}]}",
        "{\"version\":{\"number\":\"7.10.2\"},\"items\":[{\"index\":1}]}",
        "{\"version\":{\"number\":\"7.10.2\"},\"items\":[{\"index\":{\"status\":\"x\"}}]}",
        "{\"version\":{\"number\":{}}}",
        "{\"version\":1,\"nodes\":[1]}",
        "{\"nodes\":{\"x\":1},\"_all\":1}"
      })
  void jsonOfAnotherShapeIsRefusedByEveryMethod(String body) {
    Map<String, Consumer<SearchIndex>> calls = new LinkedHashMap<>();
    calls.put("current", SearchIndex::current);
    calls.put("begin", SearchIndex::begin);
    calls.put("has", index -> index.has("blog-v1-x"));
    calls.put("apply", index -> index.apply("blog-v1-x", List.of(new Change.Put(post(1, "x"), 1))));
    calls.put("use", index -> index.use("blog-v1-x"));
    calls.put("best", ElasticsearchFailureTest::search);
    calls.put("newest", index -> index.newest(posts(), Range.first(9)));
    calls.put("state", SearchIndex::state);
    for (int status : List.of(200, 405)) {
      try (StandIn server = StandIn.answering(status, body)) {
        calls.forEach(
            (name, call) -> {
              try (SearchIndex index = index(server.url())) {
                Throwable thrown = catchThrowable(() -> call.accept(index));
                // What asks for little may be content with it.
                if (thrown != null || !Set.of("current", "has", "state", "begin").contains(name)) {
                  sentence(thrown);
                }
              }
            });
      }
    }
  }

  @Test
  void anEndlessAnswerIsEnded() {
    byte[] much = new byte[65_536];
    Arrays.fill(much, (byte) ' ');
    try (StandIn server =
            StandIn.handling(
                exchange -> {
                  exchange.sendResponseHeaders(200, 0);
                  while (!Thread.interrupted()) {
                    exchange.getResponseBody().write(much);
                  }
                });
        SearchIndex index = index(server.url())) {
      sentence(index, MOST);
    }
  }

  @Test
  void anAnswerThatDripsIsEnded() {
    try (StandIn server =
            StandIn.handling(
                exchange -> {
                  exchange.sendResponseHeaders(200, 0);
                  try {
                    while (true) {
                      exchange.getResponseBody().write(' ');
                      exchange.getResponseBody().flush();
                      Thread.sleep(20);
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
        SearchIndex index = index(server.url())) {
      assertThat(sentence(index, MOST)).endsWith(" does not answer in time.");
    }
  }

  @Test
  void nobodyIsSentElsewhere() {
    try (StandIn other = StandIn.answering(200, SEVEN);
        StandIn server =
            StandIn.handling(
                exchange -> {
                  exchange.getResponseHeaders().set("Location", other.url() + "/_search");
                  exchange.sendResponseHeaders(307, -1);
                });
        SearchIndex index = index(server.url())) {
      assertThat(sentence(index, MOST)).endsWith("status 307.");
      assertThat(other.asked()).isEmpty();
    }
  }

  private static StandIn taking(String items) {
    return StandIn.answering(
        asked ->
            new StandIn.Answer(
                200, asked.path().endsWith("_bulk") ? "{\"items\":[" + items + "]}" : GREETING));
  }

  private static String item(String what, String key, int status, String more) {
    return "{\"%s\":{\"_id\":\"%s\",\"status\":%d%s}}".formatted(what, key, status, more);
  }

  @Test
  void onlyWhatCanNeverBeTakenIsGivenBack() {
    String error = ",\"error\":{\"type\":\"mapper_parsing_exception\"}";
    try (StandIn server =
            taking(
                String.join(
                    ",",
                    item("index", "p1", 201, ""),
                    item("index", "p2", 400, error),
                    item("index", "p3", 409, error),
                    item("delete", "p4", 404, ",\"result\":\"not_found\""),
                    item("delete", "p5", 200, ""),
                    item("index", "a6", 400, error)));
        SearchIndex index = index(server.url())) {
      assertThat(index.apply("blog-v1-x", List.of(new Change.Put(post(1, "x"), 1))))
          .containsExactlyInAnyOrder("p2", "a6");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "429, es_rejected_execution_exception",
    "403, cluster_block_exception",
    "503, unavailable_shards_exception",
    "404, index_not_found_exception",
    "500, null_pointer_exception"
  })
  void whatCanBeTakenLaterFailsTheWholeCall(int status, String type) {
    String error = ",\"error\":{\"type\":\"" + type + "\"}";
    try (StandIn server =
            taking(item("index", "p1", 201, "") + ',' + item("index", "p2", status, error));
        SearchIndex index = index(server.url())) {
      assertThat(
              sentence(
                  catchThrowable(
                      () -> index.apply("blog-v1-x", List.of(new Change.Put(post(1, "x"), 1))))))
          .endsWith("status " + status + " (" + type + ").");
    }
  }

  @Test
  void ifOneServerIsDeadTheOtherServesAndIsAskedFirstFromThenOn() throws IOException {
    try (StandIn ill = StandIn.answering(503, "");
        StandIn well = StandIn.answering(200, SEVEN);
        SearchIndex index = index(nobody(), ill.url(), well.url())) {
      for (int i = 0; i < 3; i++) {
        assertThat(search(index)).containsExactly(7L);
      }
      assertThat(ill.asked()).hasSize(1);
      assertThat(well.asked()).hasSize(3);
    }
  }

  @Test
  void ifOneServerIsSilentTheOtherServesAfterAMoment() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
        StandIn well = StandIn.answering(200, SEVEN);
        SearchIndex index =
            index(URI.create("http://127.0.0.1:" + silent.getLocalPort()), well.url())) {
      long deadline = System.nanoTime() + Duration.ofSeconds(7).toNanos();
      while (catchThrowable(() -> search(index)) != null) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        Thread.sleep(50);
      }
      long start = System.nanoTime();
      assertThat(search(index)).containsExactly(7L);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
    }
  }

  @Test
  void oneWhoWasInterruptedKeepsNobodyElseFromAsking() {
    try (StandIn server = StandIn.answering(200, SEVEN);
        SearchIndex index = index(server.url())) {
      Thread.currentThread().interrupt();
      Throwable thrown = catchThrowable(() -> search(index));
      assertThat(Thread.interrupted()).isTrue();
      // On a busy machine the answer may be there before anybody waits for it.
      if (thrown != null) {
        sentence(thrown);
      }
      assertThat(search(index)).containsExactly(7L);
    }
  }

  private static String basic(String credentials) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void userAndPasswordComeFromTheAddressOrBesideIt() {
    try (StandIn server = StandIn.answering(200, SEVEN)) {
      try (SearchIndex index = index(server.url())) {
        search(index);
      }
      try (SearchIndex index = index(server.url("http://me:p%40ss%3Aé@", ""))) {
        search(index);
      }
      try (SearchIndex index = index(server.url(), null)) {
        search(index);
      }
      assertThat(server.asked())
          .extracting(StandIn.Asked::authorization)
          .containsExactly(basic("elastic:" + PASSWORD), basic("me:p@ss:é"), null);
    }
  }

  @Test
  void aWrongPasswordIsSaidAndNotShown() {
    String right = basic("elastic:another");
    try (StandIn server =
        StandIn.answering(
            asked ->
                right.equals(asked.authorization())
                    ? new StandIn.Answer(200, SEVEN)
                    : new StandIn.Answer(401, "{\"error\":\"" + PASSWORD + "\"}"))) {
      try (SearchIndex index = index(server.url("http://elastic:" + PASSWORD + "@", ""))) {
        assertThat(sentence(index, MOST)).contains("ELASTICSEARCH_USERNAME");
      }
      try (SearchIndex index = index(server.url("http://elastic:another@", ""))) {
        assertThat(search(index)).containsExactly(7L);
      }
    }
  }

  @Test
  void whatStandsBelowAPathIsAskedThere() {
    try (StandIn server = StandIn.answering(200, SEVEN)) {
      for (String path : List.of("", "/", "/prefix", "/prefix/", "/a/b%20c")) {
        try (SearchIndex index = index(server.url("http://", path))) {
          search(index);
        }
      }
      assertThat(server.asked())
          .extracting(StandIn.Asked::path)
          .containsExactly(
              "/blog/_search",
              "/blog/_search",
              "/prefix/blog/_search",
              "/prefix/blog/_search",
              "/a/b%20c/blog/_search");
    }
  }

  @Test
  void onlyACertificateThatIsTrustedIsSpokenTo(@TempDir Path folder) {
    Certificate certificate = Certificate.ofThisMachine(folder);
    try (StandIn server = StandIn.secure(certificate.server(), 200, SEVEN)) {
      try (SearchIndex index = index(server.url("https://", ""), certificate.friend())) {
        assertThat(search(index)).containsExactly(7L);
      }
      try (SearchIndex index = index(server.url("https://", ""), null)) {
        assertThat(sentence(index, MOST)).startsWith("The search server https://127.0.0.1:");
      }
      assertThat(server.asked()).hasSize(1);
    }
  }

  @Test
  void aCertificateOfAnotherNameIsRefused(@TempDir Path folder) {
    Certificate certificate = Certificate.ofAnother(folder);
    try (StandIn server = StandIn.secure(certificate.server(), 200, SEVEN);
        SearchIndex index = index(server.url("https://", ""), certificate.friend())) {
      sentence(index, MOST);
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void whatItIsAskedIsFollowedButNotWhatPeopleLookFor() {
    try (Followed followed = new Followed();
        StandIn server = StandIn.answering(200, SEVEN);
        SearchIndex index = index(server.url())) {
      assertThat(
              followed.around(() -> index.best(posts(word("secretword")), NOW, Long.MAX_VALUE, 9)))
          .containsExactly(7L);

      Told told = followed.told("search search");
      assertThat(told.kind()).isEqualTo("CLIENT");
      assertThat(told.trace()).isEqualTo(followed.told("GET").trace());
      assertThat(told.note("db.system.name")).isEqualTo("elasticsearch");
      assertThat(told.note("db.operation.name")).isEqualTo("search");
      assertThat(told.note("http.response.status_code")).isEqualTo("200");
      assertThat(told.failed()).isFalse();
      assertThat(server.asked())
          .singleElement()
          .extracting(StandIn.Asked::traceparent)
          .as("it can go on there")
          .asString()
          .startsWith(told.traceparent());
      assertThat(followed.everything()).doesNotContain("secretword");
    }
  }

  @Test
  void whatItDidNotAnswerHasFailed() {
    try (Followed followed = new Followed();
        StandIn server = StandIn.answering(503, "");
        SearchIndex index = index(server.url())) {
      assertThat(catchThrowable(() -> followed.around(() -> search(index)))).isNotNull();

      assertThat(followed.told("search search").failed()).isTrue();
      assertThat(followed.told("search search").note("error.type"))
          .isEqualTo(IndexUnavailable.class.getName());
    }
  }
}
