package dev.microblog.platform.doctor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.microblog.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A proxy before a server, which changes headers as the test says.
final class ReverseProxy implements AutoCloseable {
  private final HttpServer server;
  private final String scheme;
  private final URI behind;
  private final Consumer<Map<String, String>> change;

  private ReverseProxy(
      URI behind, Consumer<Map<String, String>> change, @Nullable SSLContext certificate)
      throws IOException {
    this.behind = behind;
    this.change = change;
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    if (certificate == null) {
      server = HttpServer.create(address, 0);
      scheme = "http";
    } else {
      HttpsServer secure = HttpsServer.create(address, 0);
      secure.setHttpsConfigurator(new HttpsConfigurator(certificate));
      server = secure;
      scheme = "https";
    }
    server.createContext("/", this::pass);
    server.start();
  }

  /// @param change of the headers on their way to the server, by lower-case name
  static ReverseProxy before(URI behind, Consumer<Map<String, String>> change) throws IOException {
    return new ReverseProxy(behind, change, null);
  }

  /// The same, reached by https.
  static ReverseProxy secure(
      URI behind, Consumer<Map<String, String>> change, SSLContext certificate) throws IOException {
    return new ReverseProxy(behind, change, certificate);
  }

  /// As a proxy should: it adds whom it sees.
  static void addVisitor(Map<String, String> headers) {
    headers.merge("x-forwarded-for", "127.0.0.1", (given, own) -> given + ", " + own);
  }

  /// Where people reach it.
  URI uri() {
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
  }

  private void pass(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name, String.join(", ", values)));
    change.accept(headers);
    headers.put("connection", "close");
    StringBuilder request = new StringBuilder();
    request.append(exchange.getRequestMethod()).append(' ').append(exchange.getRequestURI());
    request.append(" HTTP/1.1\r\n");
    headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    String answer;
    try (Wire wire = new Wire(behind)) {
      wire.say(request + "\r\n");
      answer = wire.hearAll();
    }
    byte[] body = Wire.body(answer).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", Wire.header(answer, "Content-Type"));
    exchange.sendResponseHeaders(Wire.status(answer), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
