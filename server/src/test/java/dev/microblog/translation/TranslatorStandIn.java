package dev.microblog.translation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What answers in the place of Microsoft Translator and of LibreTranslate, with the requests, the
/// answers and the refusals of each, as their documents have them. It translates by saying into
/// which language; what it says instead is a test's to choose.
public final class TranslatorStandIn implements AutoCloseable {
  /// The key that both ask for.
  public static final String KEY = "hush-0123";

  /// What was asked.
  public record Asked(String service, String text, String from, String to) {}

  /// Another answer than a translation.
  public interface Manner {
    void answer(HttpExchange exchange) throws IOException;
  }

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<String> LIBRE =
      Set.of("ar", "de", "en", "es", "fr", "it", "ja", "ko", "pt", "ru", "zh");
  private static final Set<String> MICROSOFT =
      Set.of("ar", "de", "en", "es", "fr", "it", "ja", "ko", "pt", "ru", "zh-Hans");

  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private volatile @Nullable Manner manner;

  /// At an address of this machine.
  public TranslatorStandIn() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/libre/translate", exchange -> serve(exchange, this::libre));
    server.createContext("/microsoft/translate", exchange -> serve(exchange, this::microsoft));
    server.setExecutor(threads);
    server.start();
  }

  /// Where it speaks as LibreTranslate.
  public String libre() {
    return url() + "/libre";
  }

  /// Where it speaks as Microsoft.
  public String microsoft() {
    return url() + "/microsoft/";
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// From now on it answers otherwise.
  public TranslatorStandIn answering(Manner other) {
    manner = other;
    return this;
  }

  /// From now on it answers this.
  public TranslatorStandIn answering(int status, String type, String body) {
    return answering(exchange -> say(exchange, status, type, body));
  }

  /// All that was asked and understood, in order.
  public List<Asked> asked() {
    return asked;
  }

  private interface Protocol {
    void answer(HttpExchange exchange, JsonNode body) throws IOException;
  }

  private void serve(HttpExchange exchange, Protocol protocol) throws IOException {
    try (exchange) {
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      if (!exchange.getRequestMethod().equals("POST") || !type.startsWith("application/json")) {
        say(exchange, 405, "text/html", "<h1>Method Not Allowed</h1>");
      } else {
        protocol.answer(exchange, JSON.readTree(exchange.getRequestBody().readAllBytes()));
      }
    }
  }

  private void libre(HttpExchange exchange, JsonNode body) throws IOException {
    String from = body.path("source").stringValue();
    String to = body.path("target").stringValue();
    String text = body.path("q").stringValue();
    if (!body.path("api_key").stringValue("").equals(KEY)) {
      json(exchange, 403, Map.of("error", "Invalid API key"));
    } else if (!body.path("format").stringValue("").equals("text")) {
      json(exchange, 400, Map.of("error", "this test wants plain text"));
    } else if (!LIBRE.contains(from) || !LIBRE.contains(to)) {
      json(exchange, 400, Map.of("error", to + " is not supported"));
    } else {
      answer(
          exchange, new Asked("libre", text, from, to), Map.of("translatedText", said(to, text)));
    }
  }

  private void microsoft(HttpExchange exchange, JsonNode body) throws IOException {
    String[] query = exchange.getRequestURI().getRawQuery().split("[=&]", -1);
    String from = query[3];
    String to = query[5];
    String text = body.path(0).path("Text").stringValue();
    String key = exchange.getRequestHeaders().getFirst("Ocp-Apim-Subscription-Key");
    String region = exchange.getRequestHeaders().getFirst("Ocp-Apim-Subscription-Region");
    if (!KEY.equals(key) || !"westus".equals(region)) {
      refuse(
          exchange, 401, 401000, "The request is not authorized because credentials are missing");
    } else if (!query[0].equals("api-version") || !query[1].equals("3.0")) {
      refuse(exchange, 400, 400021, "The API version parameter is missing or invalid.");
    } else if (!MICROSOFT.contains(from) || !MICROSOFT.contains(to)) {
      refuse(exchange, 400, 400036, "The target language is not valid.");
    } else {
      answer(
          exchange,
          new Asked("microsoft", text, from, to),
          List.of(Map.of("translations", List.of(Map.of("text", said(to, text), "to", to)))));
    }
  }

  private static void refuse(HttpExchange exchange, int status, int code, String message)
      throws IOException {
    json(exchange, status, Map.of("error", Map.of("code", code, "message", message)));
  }

  private static String said(String to, String text) {
    return "In " + to + ": " + text;
  }

  private void answer(HttpExchange exchange, Asked question, Object well) throws IOException {
    asked.add(question);
    Manner other = manner;
    if (other == null) {
      json(exchange, 200, well);
    } else {
      other.answer(exchange);
    }
  }

  private static void json(HttpExchange exchange, int status, Object body) throws IOException {
    say(exchange, status, "application/json; charset=utf-8", JSON.writeValueAsString(body));
  }

  /// Answers this.
  public static void say(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
