package dev.microblog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jsoup.Connection;
import org.jsoup.nodes.FormElement;
import org.jspecify.annotations.Nullable;

/// A browser with scripts off: keeps cookies, fills in forms, follows no redirect by itself.
public final class Browser {
  /// The connections to each server.
  private static final Map<URI, HttpClient> CLIENTS = new ConcurrentHashMap<>();

  /// Between the fields of a form with a file.
  public static final String BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Accept",
          "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
          "Accept-Language",
          "en");

  private final URI server;
  private final Map<String, String> cookies;
  private final Map<String, String> headers;

  Browser(URI server) {
    this(server, new ConcurrentHashMap<>(), HEADERS);
  }

  private Browser(URI server, Map<String, String> cookies, Map<String, String> headers) {
    this.server = server;
    this.cookies = cookies;
    this.headers = headers;
  }

  /// Ends the connections of all browsers to a server. One that is about to end would wait for
  /// them.
  static void leave(URI server) {
    HttpClient client = CLIENTS.remove(server);
    if (client != null) {
      client.shutdownNow();
    }
  }

  private HttpClient client() {
    return CLIENTS.computeIfAbsent(
        server,
        _ ->
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(20))
                .build());
  }

  /// The same browser, cookies and all, which sends this header as well.
  public Browser with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Browser(server, cookies, more);
  }

  /// The same browser without a header.
  public Browser without(String header) {
    Map<String, String> fewer = new LinkedHashMap<>(headers);
    fewer.remove(header);
    return new Browser(server, cookies, fewer);
  }

  /// Another browser into which the cookies were copied.
  public Browser copy() {
    return new Browser(server, new ConcurrentHashMap<>(cookies), headers);
  }

  /// A cookie's value; null if there is none.
  public @Nullable String cookie(String name) {
    return cookies.get(name);
  }

  /// Puts a cookie in, as somebody who tampers would.
  public Browser cookie(String name, String value) {
    cookies.put(name, value);
    return this;
  }

  /// Loses a cookie.
  public Browser forget(String name) {
    cookies.remove(name);
    return this;
  }

  /// The `Cookie` header, for requests that are made without this browser.
  public String cookies() {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + '=' + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  /// Asks for a page.
  public Answer get(String path) {
    return send("GET", path, null);
  }

  /// Sends a form just as given, without a token of its own.
  ///
  /// @param fields names and values in turn
  public Answer post(String path, String... fields) {
    return send("POST", path, encode(pairs(fields)).getBytes(StandardCharsets.UTF_8));
  }

  /// Opens a page, fills in the form that goes to `action`, and sends it with all it holds.
  ///
  /// @param fields names and values in turn; what is not named stays as the page has it
  public Answer submit(String path, String action, String... fields) {
    return submit(get(path), action, fields);
  }

  /// Fills in a form of a page that is open, and sends it with all it holds.
  public Answer submit(Answer page, String action, String... fields) {
    FormElement form = page.form(action);
    Map<String, String> values = new LinkedHashMap<>();
    for (Connection.KeyVal field : form.formData()) {
      values.put(field.key(), field.value());
    }
    values.putAll(pairs(fields));
    return send("POST", form.attr("action"), encode(values).getBytes(StandardCharsets.UTF_8));
  }

  /// Opens a page, chooses a file in the form that goes to `action`, and sends it.
  public Answer upload(String path, String action, byte[] file) {
    return sendUpload(
        action, multipart(get(path).form(action).select("[name=csrf_token]").val(), file));
  }

  /// Sends the body of a form with a file, as [#multipart] makes it, just as given.
  public Answer sendUpload(String path, byte[] body) {
    return with("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .send("POST", path, body);
  }

  /// The body of a form that has a token and a file, as browsers send it.
  public static byte[] multipart(String token, byte[] file) {
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"csrf_token\"\r\n\r\n%s\r\n"
                .formatted(BOUNDARY, token)
            + "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.zip\"\r\n"
                .formatted(BOUNDARY)
            + "Content-Type: application/zip\r\n\r\n";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(file);
    body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }

  /// Signs in by the form.
  public Answer signIn(String name, String password) {
    return submit("/auth/login", "/auth/login", "username", name, "password", password);
  }

  /// Goes where a redirect leads, once.
  public Answer follow(Answer redirect) {
    if (redirect.location().isEmpty()) {
      throw new AssertionError("no redirect: " + redirect);
    }
    return get(redirect.location());
  }

  /// Sends anything.
  ///
  /// @param body null for none
  public Answer send(String method, String path, byte @Nullable [] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (body != null) {
      request.setHeader("Content-Type", "application/x-www-form-urlencoded");
    }
    if (!cookies.isEmpty()) {
      request.setHeader("Cookie", cookies());
    }
    headers.forEach(request::setHeader);
    try {
      Answer answer = new Answer(client().send(request.build(), BodyHandlers.ofByteArray()));
      answer.headers("Set-Cookie").forEach(this::keep);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(method + ' ' + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private void keep(String line) {
    String[] attributes = line.split("; ", -1);
    String[] pair = attributes[0].split("=", 2);
    if (java.util.List.of(attributes).contains("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  private static Map<String, String> pairs(String... fields) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      pairs.put(fields[i], fields[i + 1]);
    }
    return pairs;
  }

  private static String encode(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + '=' + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  /// A text as part of a path, a query or a form.
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
