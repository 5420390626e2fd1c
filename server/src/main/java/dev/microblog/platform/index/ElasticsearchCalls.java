package dev.microblog.platform.index;

import dev.microblog.platform.http.BasicAuthorization;
import dev.microblog.platform.trace.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Talks to the servers of a cluster: asks one, and another if it is not to be had. Answers are
/// bounded in time and size, and after a failure everybody is told so at once for a moment, instead
/// of each waiting for it.
final class ElasticsearchCalls implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.shared();

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final int MOST_BYTES = 16 * 1024 * 1024;
  private static final int MOST_AT_ONCE = 64;

  /// How long nobody is asked after no server could be had.
  private static final Duration REST = Duration.ofSeconds(2);

  /// A server that says so cannot serve now; the same may be well at another. But a search that
  /// failed in its index, which is a 503, too, says nothing of the server.
  private static final Set<Integer> UNWELL = Set.of(429, 502, 503, 504);

  /// What is asked for, in a path such as `/microblog/_search`.
  private static final Pattern OPERATION = Pattern.compile("/_([a-z_]+)");

  /// An answer in JSON.
  record Answer(int status, JsonNode body) {
    boolean ok() {
      return status / 100 == 2;
    }
  }

  private final List<URI> servers;
  private final @Nullable String user;
  private final @Nullable String password;
  private final HttpClient client;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  /// Which server is asked first: the one that answered last, and never one that did not. A server
  /// that is silent uses up all patience, and nobody would ever come to the next.
  private volatile int first;

  private volatile long restUntil;
  private volatile String lastProblem = "";

  /// @param servers their addresses; user and password in one hold for it alone
  /// @param user and password for all, null if none is needed
  /// @param trust whose certificates are believed; null for those whom Java believes
  ElasticsearchCalls(
      List<URI> servers,
      @Nullable String user,
      @Nullable String password,
      @Nullable SSLContext trust) {
    this.servers = servers;
    this.user = user;
    this.password = password;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .connectTimeout(CONNECT);
    client = (trust == null ? builder : builder.sslContext(trust)).build();
    restUntil = System.nanoTime();
  }

  /// Asks the cluster.
  ///
  /// @param body null for none
  /// @throws IndexUnavailable if no server gives an answer in time, or gives one that says that it
  /// cannot now, or that is no JSON
  Answer call(String method, String path, @Nullable String body, Duration patience) {
    return call(method, path, "application/json", body, patience);
  }

  /// As above, with a body that is an object a line.
  Answer bulk(String path, String body, Duration patience) {
    return call("POST", path, "application/x-ndjson", body, patience);
  }

  private Answer call(
      String method, String path, String type, @Nullable String body, Duration patience) {
    Span span = Span.begin(Span.Kind.CLIENT, "search");
    if (!span.recording()) {
      return callNow(method, path, type, body, patience);
    }
    // The rest of the path, and the body, hold what people look for.
    Matcher operation = OPERATION.matcher(path);
    String name = operation.find() ? operation.group(1) : "index";
    span.rename("search " + name);
    span.note("db.system.name", "elasticsearch");
    span.note("db.operation.name", name);
    span.note("http.request.method", method);
    return span.around(
        () -> {
          Answer answer = callNow(method, path, type, body, patience);
          span.note("http.response.status_code", answer.status());
          return answer;
        });
  }

  private Answer callNow(
      String method, String path, String type, @Nullable String body, Duration patience) {
    if (System.nanoTime() - restUntil < 0) {
      throw new IndexUnavailable(lastProblem);
    }
    if (!places.tryAcquire()) {
      throw new IndexUnavailable("The search server has too many questions to answer.");
    }
    try {
      return callAny(method, path, type, body, System.nanoTime() + patience.toNanos());
    } catch (IndexUnavailable e) {
      if (!(e.getCause() instanceof InterruptedException)) {
        lastProblem = String.valueOf(e.getMessage());
        restUntil = System.nanoTime() + REST.toNanos();
      }
      throw e;
    } finally {
      places.release();
    }
  }

  private Answer callAny(
      String method, String path, String type, @Nullable String body, long deadline) {
    IndexUnavailable problem = null;
    int start = first;
    for (int i = 0; i < servers.size(); i++) {
      int number = (start + i) % servers.size();
      URI server = servers.get(number);
      try {
        Answer answer = callOne(server, method, path, type, body, deadline);
        first = number;
        return answer;
      } catch (IndexUnavailable e) {
        first = (number + 1) % servers.size();
        problem = e;
        if (System.nanoTime() - deadline >= 0) {
          break;
        }
      }
    }
    throw problem == null ? new IndexUnavailable("No search server is set.") : problem;
  }

  private Answer callOne(
      URI server, String method, String path, String type, @Nullable String body, long deadline) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(server, path)).header("Accept", "application/json");
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", type)
          .method(method, HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    }
    String authorization = BasicAuthorization.of(server, user, password);
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    String parent = Span.current().traceparent();
    if (parent != null) {
      request.header("traceparent", parent);
    }
    String shown = shown(server);
    HttpResponse<byte[]> response = send(request.build(), shown, deadline, true);
    return judged(response, shown);
  }

  private static URI address(URI server, String path) {
    String base = server.getRawPath();
    String folder = base == null || base.equals("/") ? "" : base.replaceAll("/+$", "");
    return URI.create(shown(server) + folder + path);
  }

  /// Without user and password.
  static String shown(URI server) {
    int port = server.getPort();
    return server.getScheme() + "://" + server.getHost() + (port < 0 ? "" : ":" + port);
  }

  /// @param again whether to try a second time where the connection was dead: it may have been one
  /// that was kept from before the server was started anew, and all that is asked may be asked
  /// twice
  private HttpResponse<byte[]> send(
      HttpRequest request, String shown, long deadline, boolean again) {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      return answer.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IndexUnavailable("The search server " + shown + " does not answer in time.", e);
    } catch (ExecutionException e) {
      boolean dead = e.getCause() instanceof IOException && System.nanoTime() - deadline < 0;
      if (again && dead) {
        return send(request, shown, deadline, false);
      }
      throw new IndexUnavailable("The search server " + shown + " cannot be reached.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IndexUnavailable("Interrupted while asking the search server.", e);
    } finally {
      answer.cancel(true);
    }
  }

  private static Answer judged(HttpResponse<byte[]> response, String shown) {
    int status = response.statusCode();
    boolean searched = status == 503 && says(response.body(), "search_phase_execution_exception");
    if (UNWELL.contains(status) && !searched) {
      throw new IndexUnavailable(
          "The search server " + shown + " has more to do than it can take (" + status + ").");
    }
    if (status == 401 || (status == 403 && !says(response.body(), "cluster_block_exception"))) {
      throw new IndexUnavailable(
          "The search server "
              + shown
              + " does not take the user and password: see"
              + " ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD.");
    }
    if (status == 403) {
      // Before version 7, where later ones say 429.
      throw new IndexUnavailable("The search server " + shown + " takes no changes: see its disk.");
    }
    try {
      JsonNode body =
          response.body().length == 0 ? JSON.nullNode() : JSON.readTree(response.body());
      return new Answer(status, body);
    } catch (JacksonException e) {
      throw strange(shown, e);
    }
  }

  private static boolean says(byte[] body, String error) {
    return new String(body, StandardCharsets.UTF_8).contains(error);
  }

  private static IndexUnavailable strange(String shown, Exception e) {
    return new IndexUnavailable(
        "What answers at " + shown + " is no Elasticsearch or OpenSearch: see ELASTICSEARCH_URL.",
        e);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
