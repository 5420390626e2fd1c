package dev.microblog.bench.load;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The bytes of requests, with the headers that matter to the server.
public final class Requests {
  /// The cookie of a session.
  public static final String COOKIE = "session";

  private Requests() {}

  /// A request for a page.
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

  private static String head(String method, String path, String token) {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nAccept-Language: en\r\n"
        + "User-Agent: microblog-bench\r\nSec-Fetch-Site: same-origin\r\n"
        + (token.isEmpty() ? "" : "Cookie: " + COOKIE + "=" + token + "\r\n");
  }
}
