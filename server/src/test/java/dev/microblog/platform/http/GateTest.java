package dev.microblog.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.microblog.Wire;
import dev.microblog.platform.config.Settings;
import dev.microblog.platform.time.SettableClock;
import dev.microblog.platform.trace.Trace;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// What a server says before it has pages, and what is noted of every request.
class GateTest {
  private static final Logger ACCESS = (Logger) LoggerFactory.getLogger("access");

  private final SettableClock clock = new SettableClock();
  private final Health health = new Health(clock);
  private final AtomicReference<String> broken = new AtomicReference<>();
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  private @Nullable WebServer server;
  private URI pages = URI.create("http://127.0.0.1");
  private URI management = pages;

  @BeforeEach
  void listen() {
    lines.start();
    ACCESS.addAppender(lines);
  }

  @AfterEach
  void close() {
    ACCESS.detachAppender(lines);
    server().close();
  }

  private WebServer server() {
    return Objects.requireNonNull(server);
  }

  private void open(String... settings) {
    Map<String, String> variables = new HashMap<>(Map.of("PORT", "0", "MANAGEMENT_PORT", "0"));
    for (int i = 0; i < settings.length; i += 2) {
      variables.put(settings[i], settings[i + 1]);
    }
    WebServer opened =
        new WebServer(Settings.read(variables), health, Meters.NONE, Trace.NONE, BareAnswers.NONE);
    server = opened;
    pages = URI.create("http://127.0.0.1:" + opened.open());
    management = URI.create("http://127.0.0.1:" + opened.managementPort());
  }

  private void serve() {
    server()
        .serve(
            routes -> {
              routes.get("/page/{name}", context -> context.result("a page"));
              routes.get(
                  "/reset/{token}",
                  context -> {
                    RequestTrace.route(context.req(), "/reset/{token}");
                    context.result("a form");
                  });
            });
    health.started(broken::get);
  }

  private static String ask(URI server, String path, String... headers) {
    return Wire.ask(server, "GET " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers));
  }

  private String probe(String name) {
    String answer = ask(management, "/health/" + name, "Accept: */*");
    return Wire.status(answer) + " " + Wire.body(answer).strip();
  }

  @Test
  void beforeTheDatabaseIsThereItIsAliveAndNotReady() {
    open();
    health.waits("The database server db does not answer.");

    assertThat(probe("live")).isEqualTo("200 alive");
    assertThat(probe("started")).isEqualTo("503 The database server db does not answer.");
    assertThat(probe("ready")).isEqualTo("503 The database server db does not answer.");

    serve();

    assertThat(probe("started")).isEqualTo("200 started");
    assertThat(probe("ready")).isEqualTo("200 ready");
  }

  @Test
  void peopleAreToldToComeAgainInTheirLanguage() {
    open();

    String answer = ask(pages, "/index", "Accept-Language: es");

    assertThat(Wire.status(answer)).isEqualTo(503);
    assertThat(Wire.header(answer, "Retry-After")).isEqualTo("5");
    assertThat(Wire.header(answer, "Refresh")).as("browsers come by themselves").isEqualTo("5");
    assertThat(Wire.header(answer, "Cache-Control")).isEqualTo("no-store");
    assertThat(Wire.header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(Wire.body(answer)).startsWith("Microblog está arrancando.");

    serve();

    assertThat(Wire.body(ask(pages, "/page/x", "Accept-Language: es"))).isEqualTo("a page");
  }

  @Test
  void whenTheDatabaseGoesAwayItIsNotReadyAndStillAlive() {
    open();
    serve();
    assertThat(probe("ready")).isEqualTo("200 ready");

    broken.set("The database server db does not answer.");
    clock.advance(Duration.ofSeconds(3));

    assertThat(probe("ready")).isEqualTo("503 The database server db does not answer.");
    assertThat(probe("live")).isEqualTo("200 alive");
    assertThat(probe("started")).isEqualTo("200 started");
  }

  @Test
  void whoEndsIsNotReady() {
    open();
    serve();

    health.ends();

    assertThat(probe("ready")).isEqualTo("503 ending");
    assertThat(probe("live")).isEqualTo("200 alive");
  }

  @Test
  void everyAnswerTellsTheIdUnderWhichTheLogHasIt() {
    open();
    serve();

    String id = Wire.header(ask(pages, "/page/x", "Accept: */*"), "X-Request-Id");

    assertThat(id).matches("[A-Za-z0-9_-]{12}");
    assertThat(line().getMDCPropertyMap()).containsEntry("request", id);
  }

  @Test
  void anIdIsTakenFromATrustedProxyAlone() {
    open();
    serve();
    assertThat(Wire.header(ask(pages, "/page/x", "X-Request-Id: forged"), "X-Request-Id"))
        .isNotEqualTo("forged");
    server().close();

    open("TRUSTED_PROXIES", "127.0.0.1");
    serve();
    assertThat(Wire.header(ask(pages, "/page/x", "X-Request-Id: from-the-proxy"), "X-Request-Id"))
        .isEqualTo("from-the-proxy");
    assertThat(Wire.header(ask(pages, "/page/x", "X-Request-Id: a b"), "X-Request-Id"))
        .as("nothing that could make up a line of the log")
        .isNotEqualTo("a b");
  }

  @Test
  void aLineSaysWhoAskedForWhatAndWhatCameOfIt() {
    open("TRUSTED_PROXIES", "127.0.0.1");
    serve();

    ask(pages, "/page/x?password=hush", "X-Forwarded-For: 6.6.6.6, 203.0.113.7", "Referer: hush");

    assertThat(line().getFormattedMessage())
        .startsWith("203.0.113.7 GET /page/x 200 6 B ")
        .endsWith(" ms")
        .doesNotContain("hush", "6.6.6.6");
  }

  @Test
  void anAddressWithoutAProxyIsThePeers() {
    open();
    serve();

    ask(pages, "/page/x", "X-Forwarded-For: 203.0.113.7");

    assertThat(line().getFormattedMessage()).startsWith("127.0.0.1 GET /page/x 200 ");
  }

  @Test
  void aSecretInAPathStaysOutOfTheLog() {
    open();
    serve();

    ask(pages, "/reset/hush", "Accept: */*");

    assertThat(line().getFormattedMessage()).contains(" GET /reset/{token} 200 ");
  }

  @Test
  void aProgramReadsThePartsByName() {
    open("LOG_FORMAT", "json");
    serve();

    ask(pages, "/page/x", "Accept: */*");

    assertThat(line().getKeyValuePairs())
        .extracting(pair -> pair.key)
        .containsExactly("client", "method", "path", "status", "bytes", "ms");
  }

  @Test
  void withoutAnAccessLogThereAreNoLines() {
    open("ACCESS_LOG", "off");
    serve();

    ask(pages, "/page/x", "Accept: */*");
    server().close();

    assertThat(lines.list).isEmpty();
  }

  /// The only line; it may be written a moment after the answer came.
  private ILoggingEvent line() {
    server().close();
    assertThat(List.copyOf(lines.list)).hasSize(1);
    return lines.list.getFirst();
  }
}
