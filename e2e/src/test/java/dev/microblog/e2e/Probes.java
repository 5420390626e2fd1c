package dev.microblog.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Asks the port for programs how a server is.
final class Probes {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private Probes() {}

  /// The status and the word of a probe, as in `200 ready`.
  static String ask(int port, String probe) throws IOException {
    HttpResponse<String> answer = get(port, "/health/" + probe);
    return answer.statusCode() + " " + answer.body().strip();
  }

  /// Anything at that port.
  static HttpResponse<String> get(int port, String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
