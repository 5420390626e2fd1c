package dev.microblog.platform.index;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// What answers in the place of a search server as a test wants it.
final class StandIn implements AutoCloseable {
  /// What a server says of itself.
  static final String GREETING = "{\"version\":{\"number\":\"7.10.2\"}}";

  /// A search that found the entry 7.
  static final String SEVEN = "{\"hits\":{\"hits\":[{\"sort\":[1.5,7]}]}}";

  /// What was asked.
  ///
  /// @param authorization null without that header
  /// @param traceparent null without that header
  record Asked(
      String method, String path, @Nullable String authorization, @Nullable String traceparent) {}

  /// An answer.
  record Answer(int status, String body) {}

  /// How it answers.
  interface Manner {
    Answer to(Asked asked);
  }

  /// How it answers, if that is no matter of a status and a body.
  interface Handling {
    void of(HttpExchange exchange) throws IOException;
  }

  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  private StandIn(HttpServer server, Handling handling) {
    this.server = server;
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              new Asked(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().getRawPath(),
                  exchange.getRequestHeaders().getFirst("Authorization"),
                  exchange.getRequestHeaders().getFirst("traceparent")));
          exchange.getRequestBody().readAllBytes();
          try (exchange) {
            handling.of(exchange);
          }
        });
    server.setExecutor(threads);
    server.start();
  }

  static StandIn handling(Handling handling) {
    try {
      return new StandIn(HttpServer.create(anyPort(), 0), handling);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Answers everything alike.
  static StandIn answering(int status, String body) {
    return answering(_ -> new Answer(status, body));
  }

  static StandIn answering(Manner manner) {
    StandIn[] made = new StandIn[1];
    made[0] = handling(exchange -> answer(exchange, manner.to(made[0].asked.getLast())));
    return made[0];
  }

  /// With a certificate.
  static StandIn secure(SSLContext certificate, int status, String body) {
    try {
      HttpsServer server = HttpsServer.create(anyPort(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(certificate));
      return new StandIn(server, exchange -> answer(exchange, new Answer(status, body)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static void answer(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  /// Its address.
  ///
  /// @param scheme with what stands before the host, such as a user
  URI url(String scheme, String path) {
    return URI.create(scheme + "127.0.0.1:" + server.getAddress().getPort() + path);
  }

  URI url() {
    return url("http://", "");
  }

  /// All that was asked, in order.
  List<Asked> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
