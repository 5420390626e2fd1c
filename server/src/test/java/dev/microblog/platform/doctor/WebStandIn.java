package dev.microblog.platform.doctor;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A web server that gives everybody the same answer.
final class WebStandIn implements AutoCloseable {
  private final HttpServer server;

  /// Headers of the last request.
  final Map<String, String> heard = new ConcurrentHashMap<>();

  WebStandIn(int status, String body, String... headers) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange
              .getRequestHeaders()
              .forEach((name, values) -> heard.put(name, values.getFirst()));
          for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
          }
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  /// Host and port.
  String place() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  URI uri() {
    return URI.create("http://" + place());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
