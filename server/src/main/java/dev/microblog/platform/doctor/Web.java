package dev.microblog.platform.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;

/// Asks web servers, follows no redirect, and says in words why there was no answer.
///
/// @param trust whose certificates are believed
record Web(SSLContext trust) {
  private static final int MOST_BYTES = 64 * 1024;

  /// An answer, of which only the beginning is read.
  record Reply(int status, Map<String, String> headers, String body) {
    /// A header's first value; empty if it is missing.
    String header(String lowerCaseName) {
      return headers.getOrDefault(lowerCaseName, "");
    }
  }

  /// There was no answer.
  static final class NoReply extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Line line;

    NoReply(Line line, Throwable cause) {
      super("no answer", cause);
      this.line = line;
    }

    /// Why, for the operator.
    Line line() {
      return line;
    }
  }

  /// Believes whom this machine believes.
  static Web system() {
    try {
      return new Web(SSLContext.getDefault());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Where people are told a page is: without user and password.
  static String shown(URI url) {
    return url.getScheme()
        + "://"
        + authority(url)
        + (url.getRawPath() == null ? "" : url.getRawPath());
  }

  /// Host, and port if one is given.
  static String authority(URI url) {
    return url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
  }

  /// Asks for a page.
  ///
  /// @param url whose user and password are not sent
  Reply get(URI url, Map<String, String> headers) throws NoReply, InterruptedException {
    URI plain = URI.create(shown(url));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(plain).timeout(Duration.ofMillis(Check.PATIENCE_MILLIS)).GET();
    headers.forEach(request::header);
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofMillis(Check.PATIENCE_MILLIS))
            .sslContext(trust)
            .build();
    try {
      InetAddress.getByName(bare(url.getHost()));
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      Map<String, String> first = new java.util.HashMap<>();
      response
          .headers()
          .map()
          .forEach(
              (name, values) ->
                  first.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
      try (InputStream body = response.body()) {
        String text = new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        return new Reply(response.statusCode(), first, text);
      }
    } catch (UnknownHostException e) {
      throw new NoReply(Line.of("noAddress", url.getHost()), e);
    } catch (IOException e) {
      throw new NoReply(Reason.of(e, authority(url)), e);
    } finally {
      client.shutdownNow();
    }
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
