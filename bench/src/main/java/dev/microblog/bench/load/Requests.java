package dev.microblog.bench.load;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// The bytes of requests, with the headers that matter to the server.
public final class Requests {
  /// The cookie of a session.
  public static final String COOKIE = "session";

  /// Before the token of a program.
  public static final String BEARER = "Bearer ";

  private Requests() {}

  /// A request for a page, or for data.
  ///
  /// @param token of the session, empty if nobody is signed in
  public static byte[] get(String path, String token) {
    return (head("GET", path, token) + "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  /// A form that is sent.
  ///
  /// @param fields names and values in turn
  public static byte[] post(String path, String token, String... fields) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      form.append(i == 0 ? "" : "&").append(fields[i]).append('=');
      form.append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    // Encoded, it is all ASCII: a character is a byte.
    String head =
        head("POST", path, token)
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + form.length()
            + "\r\n\r\n";
    return (head + form).getBytes(StandardCharsets.UTF_8);
  }

  /// What a program sends.
  public static byte[] json(String path, String token, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        head("POST", path, token)
            + "Content-Type: application/json\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n";
    return (head + body).getBytes(StandardCharsets.UTF_8);
  }

  /// What a browser sends with a request for a page, and a program with one for data.
  public static Map<String, String> headers(String path, String token) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("User-Agent", "microblog-bench");
    if (path.startsWith("/api/")) {
      headers.put("Accept", "application/json");
      headers.put("Authorization", BEARER + token);
      return headers;
    }
    headers.put("Accept", "text/html");
    headers.put("Accept-Language", "en");
    headers.put("Sec-Fetch-Site", "same-origin");
    if (!token.isEmpty()) {
      headers.put("Cookie", COOKIE + "=" + token);
    }
    return headers;
  }

  private static String head(String method, String path, String token) {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: localhost\r\n");
    headers(path, token)
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.toString();
  }
}
