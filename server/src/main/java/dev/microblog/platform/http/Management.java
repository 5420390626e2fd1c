package dev.microblog.platform.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// What programs ask that look after the server, on a port of its own: how it is, and what it
/// counted. Its answers are plain text in one language.
final class Management {
  private static final String TEXT = "text/plain; charset=utf-8";

  private final Health health;
  private final Meters meters;

  Management(Health health, Meters meters) {
    this.health = health;
    this.meters = meters;
  }

  boolean handle(Request request, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    String path = request.getHttpURI().getCanonicalPath();
    if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
      Gate.answer(response, 405, TEXT, "405 Method Not Allowed\n", callback);
      return true;
    }
    switch (path == null ? "" : path) {
      case "/health/live" -> tell(response, null, "alive", callback);
      case "/health/started" ->
          tell(response, health.isStarted() ? null : health.problem(), "started", callback);
      case "/health/ready" -> tell(response, health.problem(), "ready", callback);
      case "/metrics" ->
          Gate.answer(
              response, 200, "text/plain; version=0.0.4; charset=utf-8", meters.scrape(), callback);
      default -> Gate.answer(response, 404, TEXT, "404 Not Found\n", callback);
    }
    return true;
  }

  private static void tell(
      Response response, @Nullable String problem, String good, Callback callback) {
    Gate.answer(
        response,
        problem == null ? 200 : 503,
        TEXT,
        (problem == null ? good : problem) + "\n",
        callback);
  }
}
