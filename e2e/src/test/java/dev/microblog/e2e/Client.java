package dev.microblog.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Somebody's requests without a browser: keeps cookies and the token of the last page, and follows
/// no redirect. For what comes before a journey, and where a browser would be too slow.
final class Client {
  /// One for all: each would bring threads of its own.
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /// What the server answered.
  record Answer(int status, String location, String body) {
    /// The page.
    Document page() {
      return Jsoup.parse(body);
    }
  }

  private final URI address;
  private final Map<String, String> cookies = new ConcurrentHashMap<>();
  private volatile String token = "";

  Client(URI address) {
    this.address = address;
  }

  /// The same person at another server on the same data: their cookies go with them.
  Client at(Server server) {
    return at(server.address());
  }

  /// The same at an address.
  Client at(URI other) {
    Client moved = new Client(other);
    moved.cookies.putAll(cookies);
    moved.token = token;
    return moved;
  }

  /// The cookies that are kept.
  Map<String, String> cookies() {
    return Map.copyOf(cookies);
  }

  /// The cookie of who is signed in.
  String session() {
    String session = cookies.get("session");
    if (session == null) {
      throw new AssertionError("nobody is signed in");
    }
    return session;
  }

  /// Asks for a page.
  Answer get(String path) throws IOException {
    return send(request(path).GET().build());
  }

  /// Asks for a page, and answers it if it is one.
  Document page(String path) throws IOException {
    Answer answer = get(path);
    if (answer.status() != 200) {
      throw new AssertionError(path + " answered " + answer.status() + ": " + answer.body());
    }
    return answer.page();
  }

  /// Sends a form, with the token of the last page.
  Answer post(String path, Map<String, String> fields) throws IOException {
    HttpRequest.BodyPublisher form = HttpRequest.BodyPublishers.ofString(body(fields));
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(form)
            .build());
  }

  /// Sends a file as a browser does, with the token of the last page.
  Answer upload(String path, String name, byte[] file) throws IOException {
    String boundary = "----" + UUID.randomUUID();
    String part = "--" + boundary + "\r\nContent-Disposition: form-data; name=";
    HttpRequest.BodyPublisher body =
        HttpRequest.BodyPublishers.concat(
            HttpRequest.BodyPublishers.ofString(
                part
                    + "\"csrf_token\"\r\n\r\n"
                    + token
                    + "\r\n"
                    + part
                    + "\"file\"; filename=\""
                    + name
                    + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"),
            HttpRequest.BodyPublishers.ofByteArray(file),
            HttpRequest.BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    return send(
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(body)
            .build());
  }

  /// A form as it is sent.
  String body(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&", "csrf_token=" + encode(token) + "&", ""));
  }

  /// Makes an account.
  void signUp(Person person) throws IOException {
    get("/auth/register");
    expectSent(
        post(
            "/auth/register",
            Map.of(
                "username", person.name(),
                "email", person.email(),
                "password", person.password(),
                "password2", person.password())));
  }

  /// Signs somebody in.
  Client signIn(Person person) throws IOException {
    get("/auth/login");
    expectSent(
        post("/auth/login", Map.of("username", person.name(), "password", person.password())));
    get("/edit_profile");
    return this;
  }

  /// Writes a post.
  Answer publish(String text) throws IOException {
    return post("/index", Map.of("post", text, "submission", UUID.randomUUID().toString()));
  }

  /// Writes a post that must go through.
  void write(String text) throws IOException {
    expectSent(publish(text));
  }

  /// Follows somebody.
  void follow(Person person) throws IOException {
    expectSent(post("/follow/" + person.name(), Map.of("submit", "Follow")));
  }

  private static void expectSent(Answer answer) {
    if (answer.status() != 302) {
      throw new AssertionError("The form was not taken: " + answer.status() + "\n" + answer.body());
    }
  }

  private HttpRequest.Builder request(String path) {
    String held =
        cookies.entrySet().stream()
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
            .collect(Collectors.joining("; "));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("Accept", "text/html");
    return held.isEmpty() ? request : request.header("Cookie", held);
  }

  private Answer send(HttpRequest request) throws IOException {
    HttpResponse<String> response;
    try {
      response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    response.headers().allValues("Set-Cookie").forEach(this::keep);
    String body = response.body();
    // The page of an error may be made for nobody in particular, where it cannot be known who asks.
    if (response.statusCode() < 500 && body.contains("csrf_token")) {
      Element field = Jsoup.parse(body).selectFirst("input[name=csrf_token]");
      token = field == null ? token : field.val();
    }
    String location = response.headers().firstValue("Location").orElse("");
    return new Answer(response.statusCode(), location, body);
  }

  private void keep(String header) {
    String[] parts = header.split(";", -1);
    int equals = parts[0].indexOf('=');
    String name = parts[0].substring(0, equals);
    if (header.contains("Max-Age=0")) {
      cookies.remove(name);
    } else {
      cookies.put(name, parts[0].substring(equals + 1));
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
