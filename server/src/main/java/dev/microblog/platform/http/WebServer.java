package dev.microblog.platform.http;

import dev.microblog.platform.config.Config;
import dev.microblog.platform.db.Unusable;
import dev.microblog.platform.trace.Trace;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Jetty with Javalin's router, set up for us: virtual threads, strict addresses, bounded sizes and
/// times, and headers on every answer. The ports open first, so that probes are answered while the
/// database is waited for; pages come with [#serve].
public final class WebServer implements AutoCloseable {
  /// Largest body that is read, in bytes.
  public static final long MAX_BODY = 1_000_000;

  private static final int MAX_HEADERS = 16 * 1024;
  private static final int IDLE_MILLIS = 30_000;

  /// How long requests in work may take to end. A container is killed after ten seconds, of which
  /// jobs and the database need some.
  private static final Duration DRAIN = Duration.ofSeconds(7);

  /// How long those who ask again and again on one connection may take to hear that it ends.
  private static final Duration PARTING = Duration.ofMillis(500);

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

  private static final Logger log = LoggerFactory.getLogger(WebServer.class);

  private final Health health;
  private final Duration stopDelay;
  private final Server server;
  private final Gate gate;
  private final ServerConnector pages;
  private final @Nullable ServerConnector management;
  private volatile Runnable beforeEnd = () -> {};
  private @Nullable ServletContextHandler context;

  /// @param config which ports, whom to believe, what to log
  /// @param trace follows requests
  /// @param words what programs are told where no face answers
  public WebServer(Config config, Health health, Meters meters, Trace trace, BareAnswers words) {
    this.health = health;
    stopDelay = config.stopDelay();
    meters.gauge(
        "microblog.ready", "1 while people are answered", () -> health.problem() == null ? 1 : 0);
    ClientAddress addresses = new ClientAddress(config.trustedProxies());
    VirtualThreadPool threads = new VirtualThreadPool();
    // What is bounded is what may be slow: lanes, pools and bodies.
    threads.setMaxConcurrentTasks(0);
    server = new Server(threads);
    server.setErrorHandler(new PlainErrors(words));
    server.setStopTimeout(DRAIN.toMillis());
    server.setRequestLog(
        new AccessLog(addresses, meters, config.log().access(), config.log().json()));
    gate = new Gate(addresses, new Management(health, meters), trace, words);
    server.setHandler(gate);
    pages = connector(config.port());
    Config.Management wanted = config.management();
    if (wanted == null) {
      management = null;
    } else {
      management = connector(wanted.port());
      management.setHost(wanted.address());
      management.setName(Gate.MANAGEMENT);
    }
  }

  private ServerConnector connector(int port) {
    ServerConnector connector = new Door(server, new ReadableAddresses(http()));
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    return connector;
  }

  private static HttpConfiguration http() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(MAX_HEADERS);
    http.setResponseHeaderSize(MAX_HEADERS);
    http.setIdleTimeout(IDLE_MILLIS);
    return http;
  }

  /// Loads the classes of a server, without opening a port.
  public static void preload() {
    Javalin.create(config -> configure(config, _ -> {})).javalinServlet();
  }

  private static void configure(JavalinConfig config, Consumer<RoutesConfig> routes) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = MAX_BODY;
    config.http.prefer405over404 = true;
    config.http.generateEtags = false;
    config.http.responseBufferSize = new HttpConfiguration().getOutputBufferSize();
    config.routes.before(
        context -> {
          HEADERS.forEach(context::header);
          // What may be kept says so itself.
          context.header("Cache-Control", "no-store");
        });
    routes.accept(config.routes);
  }

  /// Opens the ports: probes are answered, and people are told to come again in a moment.
  ///
  /// @return the port of the pages
  /// @throws Unusable if a port cannot be opened
  public int open() {
    open(pages, "PORT");
    if (management != null) {
      open(management, "MANAGEMENT_PORT");
    }
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return pages.getLocalPort();
  }

  private void open(ServerConnector connector, String setting) {
    try {
      connector.open();
    } catch (IOException e) {
      close();
      String host = connector.getHost();
      throw new Unusable(
          "Port "
              + connector.getPort()
              + (host == null ? "" : " at " + host)
              + " cannot be opened: it is in use, or not allowed"
              + (host == null ? "" : ", or this machine has no such address")
              + ". Set "
              + setting
              + ".",
          e);
    }
  }

  /// The port for probes and metrics; 0 if there is none.
  public int managementPort() {
    return management == null ? 0 : management.getLocalPort();
  }

  /// From now on people get pages.
  ///
  /// @param routes adds the routes and the handler of exceptions
  public void serve(Consumer<RoutesConfig> routes) {
    ServletContextHandler handler =
        new ServletContextHandler("/", ServletContextHandler.NO_SESSIONS);
    Javalin javalin = Javalin.create(config -> configure(config, routes));
    handler.addServlet(new ServletHolder(javalin.javalinServlet()), "/*");
    handler.setServer(server);
    try {
      handler.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    context = handler;
    gate.open(handler);
  }

  /// Has something done before the end: answers that end by no other means would be waited for.
  public void beforeEnd(Runnable work) {
    beforeEnd = work;
  }

  /// Takes no more connections, once those who ask for our health had the time to send people
  /// elsewhere, and waits for the requests that run.
  @Override
  public void close() {
    boolean served = health.isStarted();
    health.ends();
    if (served) {
      delay();
    }
    beforeEnd.run();
    pages.close();
    try {
      part();
      server.stop();
      if (context != null) {
        context.stop();
      }
    } catch (Exception e) {
      // Such as a client that did not read its answer in time: the end goes on without it.
      log.warn("Not every request ended in time: {}", e.toString());
    }
    if (management != null) {
      management.close();
    }
  }

  /// A proxy may put a request on a connection in the very moment in which we close it. One that
  /// has noticed that we end does not.
  private void delay() {
    try {
      Thread.sleep(stopDelay);
    } catch (InterruptedException e) {
      // Whoever cannot wait any longer ends us at once.
      Thread.currentThread().interrupt();
    }
  }

  /// Lets those who are in hear with an answer that their connection ends. Jetty would close it
  /// after one that did not say so, and a request that was on its way would be lost.
  private void part() throws InterruptedException {
    gate.part();
    long until = System.nanoTime() + PARTING.toNanos();
    while (!pages.getConnectedEndPoints().isEmpty() && System.nanoTime() - until < 0) {
      Thread.sleep(5);
    }
  }
}
