package dev.microblog.platform.index;

import dev.microblog.platform.db.Container;
import dev.microblog.platform.db.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// The search servers of the tests: one container an engine, for the whole test JVM. Each starts
/// when it is first asked for, one after another, because a machine of two cores starts them no
/// sooner together; all end with the JVM.
public final class SearchServer {
  private static final int PORT = 9200;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private static final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(ANSWER).build();

  private static final Map<SearchEngine, CompletableFuture<SearchServer>> started =
      new EnumMap<>(SearchEngine.class);

  private static final Executor starter =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());

  private final SearchEngine engine;
  private final int port;

  /// Null while it is stopped.
  private @Nullable Container container;

  private boolean paused;

  private SearchServer(SearchEngine engine) {
    this.engine = engine;
    Container first = Container.run(image(), options(), List.of(), PORT);
    this.container = first;
    this.port = first.port(PORT);
    awaitAnswer(first);
  }

  /// The server of an engine, running, with whatever the last test left in it; the test is skipped
  /// where there is none. One that a test left paused or stopped goes on.
  public static SearchServer of(SearchEngine engine) {
    Requirement.met(Container.possible(), engine + " needs a running Docker engine");
    SearchServer server = started(engine).join();
    server.resume();
    if (server.container == null) {
      server.startEmpty();
    }
    return server;
  }

  /// Begins to start servers that will be asked for, in this order, while the caller does other
  /// things.
  public static void prepare(SearchEngine... engines) {
    for (SearchEngine engine : engines) {
      if (engine != SearchEngine.LUCENE && Container.possible()) {
        // If it fails, whoever asks for it hears so.
        var _ = started(engine);
      }
    }
  }

  private static synchronized CompletableFuture<SearchServer> started(SearchEngine engine) {
    return started.computeIfAbsent(
        engine, each -> CompletableFuture.supplyAsync(() -> new SearchServer(each), starter));
  }

  /// The images of 7.10 and 8.19 can be others, because not every machine can pull these.
  private String image() {
    return switch (engine) {
      case LUCENE -> throw new IllegalArgumentException("Lucene has no server");
      case ELASTICSEARCH_6_1 -> "docker.elastic.co/elasticsearch/elasticsearch-oss:6.1.1";
      case ELASTICSEARCH_7_10 ->
          Objects.requireNonNullElse(
              System.getenv("ELASTICSEARCH_7_IMAGE"),
              "docker.elastic.co/elasticsearch/elasticsearch-oss:7.10.2");
      case ELASTICSEARCH_8_19 ->
          Objects.requireNonNullElse(
              System.getenv("ELASTICSEARCH_8_IMAGE"),
              "docker.elastic.co/elasticsearch/elasticsearch:8.19.3");
      case OPENSEARCH_3 -> "opensearchproject/opensearch:3.6.0";
    };
  }

  /// Nothing is kept, so memory serves for a disk, and how full the machine's is does not matter.
  /// A server lives for a minute or two: the compiler that is the best in the long run is not worth
  /// its time.
  private List<String> options() {
    boolean open = engine == SearchEngine.OPENSEARCH_3;
    String home = "/usr/share/" + (open ? "opensearch" : "elasticsearch");
    String java = (open ? "OPENSEARCH" : "ES") + "_JAVA_OPTS=";
    List<String> options = new ArrayList<>(List.of("--tmpfs", home + "/data:uid=1000,gid=1000"));
    options.addAll(List.of("-e", java + "-Xms256m -Xmx512m -XX:TieredStopAtLevel=1"));
    options.addAll(List.of("-e", "discovery.type=single-node"));
    options.addAll(List.of("-e", "cluster.routing.allocation.disk.threshold_enabled=false"));
    if (open) {
      options.addAll(List.of("-e", "DISABLE_SECURITY_PLUGIN=true"));
      options.addAll(List.of("-e", "DISABLE_INSTALL_DEMO_CONFIG=true"));
    }
    if (engine == SearchEngine.ELASTICSEARCH_8_19) {
      options.addAll(List.of("-e", "xpack.security.enabled=false"));
    }
    return options;
  }

  /// Its address, which stays the same.
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// Lets it stand still: connections are taken, and nothing is answered.
  public void pause() {
    running().pause();
    paused = true;
  }

  /// Lets it go on after [#pause].
  public void resume() {
    if (paused) {
      running().resume();
      paused = false;
    }
  }

  /// Ends it: connections are refused.
  public void stop() {
    resume();
    running().remove();
    container = null;
  }

  /// Starts it anew at the same address, with nothing in it and every setting as at first, and
  /// waits until it answers.
  public void startEmpty() {
    if (container != null) {
      stop();
    }
    Container next = Container.runAt(port, image(), options(), List.of(), PORT);
    container = next;
    awaitAnswer(next);
  }

  /// Deletes all indices, with their aliases.
  public void clear() {
    // All at once, as by /*, is more than Elasticsearch 8 allows.
    String indices = String.join(",", ask("GET", "/_cat/indices?h=index").body().split("\\s+"));
    if (!indices.isEmpty()) {
      ask("DELETE", '/' + indices);
    }
  }

  /// Asks it something without a body.
  ///
  /// @throws IllegalStateException with its answer, if that is not 200
  private HttpResponse<String> ask(String method, String path) {
    try {
      HttpResponse<String> answer = answer(method, path, ANSWER);
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(engine + " says to " + path + ": " + answer.body());
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What it answers, whatever it is, within some time.
  HttpResponse<String> answer(String method, String path, Duration within) throws IOException {
    try {
      return http.send(
          HttpRequest.newBuilder(url().resolve(path))
              .timeout(within)
              .method(method, HttpRequest.BodyPublishers.noBody())
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Container running() {
    if (container == null) {
      throw new IllegalStateException(engine + " is stopped");
    }
    return container;
  }

  /// Waits until it has a cluster: before, it takes connections and answers 503.
  private void awaitAnswer(Container container) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!healthy()) {
      if (Instant.now().isAfter(deadline) || !container.running()) {
        throw new IllegalStateException(engine + " did not start:\n" + container.log());
      }
      shortWait();
    }
  }

  private boolean healthy() {
    try {
      return answer("GET", "/_cluster/health", ANSWER).statusCode() == 200;
    } catch (IOException e) {
      // Not yet.
      return false;
    }
  }

  private static void shortWait() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
