package dev.microblog.platform.http;

import dev.microblog.platform.db.Unusable;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.util.JavalinBindException;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/// Jetty and Javalin, set up for us: virtual threads, strict addresses, bounded sizes and times,
/// and headers on every answer.
public final class WebServer implements AutoCloseable {
  /// Largest body that is read, in bytes.
  public static final long MAX_BODY = 1_000_000;

  private static final int MAX_HEADERS = 16 * 1024;
  private static final int IDLE_MILLIS = 30_000;

  /// On every answer, whatever made it.
  static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self';"
              + " connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "same-origin",
          "X-Frame-Options",
          "DENY",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Permissions-Policy",
          "camera=(), geolocation=(), microphone=()");

  private final Javalin javalin;
  private final int port;

  /// @param port TCP port; 0 lets the system choose
  /// @param routes adds the routes and the handler of exceptions
  public WebServer(int port, Consumer<RoutesConfig> routes) {
    this.port = port;
    this.javalin = Javalin.create(config -> configure(config, routes));
  }

  /// Loads the classes of a server, without opening a port.
  public static void preload() {
    Javalin.create(config -> configure(config, _ -> {}));
  }

  private static void configure(JavalinConfig config, Consumer<RoutesConfig> routes) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = MAX_BODY;
    config.http.prefer405over404 = true;
    config.http.generateEtags = false;
    config.jetty.modifyHttpConfiguration(WebServer::strict);
    config.jetty.modifyServer(
        server -> {
          server.setErrorHandler(new PlainErrors());
          server.setStopTimeout(10_000);
        });
    config.routes.before(
        context -> {
          HEADERS.forEach(context::header);
          // What may be kept says so itself.
          context.header("Cache-Control", "no-store");
        });
    routes.accept(config.routes);
  }

  private static void strict(HttpConfiguration http) {
    http.setUriCompliance(UriCompliance.RFC3986);
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(MAX_HEADERS);
    http.setResponseHeaderSize(MAX_HEADERS);
    http.setIdleTimeout(IDLE_MILLIS);
    http.addCustomizer(
        (request, _) ->
            request.getHeaders().contains(UPGRADE) ? new WithoutUpgrade(request) : request);
  }

  /// Javalin sends a request with this header to its sockets, past all routes and limits, and opens
  /// a session in memory for it, whatever the request asks. We have no sockets.
  private static final String UPGRADE = "Sec-WebSocket-Version";

  private static final class WithoutUpgrade extends Request.Wrapper {
    private final HttpFields headers;

    WithoutUpgrade(Request request) {
      super(request);
      headers = HttpFields.build(request.getHeaders()).remove(UPGRADE).asImmutable();
    }

    @Override
    public HttpFields getHeaders() {
      return headers;
    }
  }

  /// Opens the port.
  ///
  /// @return the port that is listened on
  /// @throws Unusable if it cannot be opened
  public int start() {
    try {
      javalin.start(port);
    } catch (JavalinBindException e) {
      throw new Unusable(
          "Port " + port + " cannot be opened: it is in use, or not allowed. Set PORT.");
    }
    return javalin.port();
  }

  /// Takes no more requests, and waits for those that run.
  @Override
  public void close() {
    javalin.stop();
  }
}
