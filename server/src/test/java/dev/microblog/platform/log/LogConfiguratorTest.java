package dev.microblog.platform.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class LogConfiguratorTest {
  /// A line as it would stand in the log.
  private static String line(boolean json, String message, @Nullable Throwable thrown) {
    return line(json, message, thrown, null);
  }

  private static String line(
      boolean json, String message, @Nullable Throwable thrown, @Nullable String trace) {
    LoggerContext context = new LoggerContext();
    LogbackMDCAdapter requests = new LogbackMDCAdapter();
    context.setMDCAdapter(requests);
    new LogConfigurator().configure(context);
    if (json) {
      LogConfigurator.useJson(context);
    }
    requests.put(LogConfigurator.REQUEST, "aRequest-1");
    if (trace != null) {
      requests.put(LogConfigurator.TRACE, trace);
      requests.put(LogConfigurator.SPAN, "00f067aa0ba902b7");
    }
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    ConsoleAppender<ILoggingEvent> appender =
        (ConsoleAppender<ILoggingEvent>) root.iteratorForAppenders().next();
    LoggingEvent event = new LoggingEvent("here", root, Level.WARN, message, thrown, null);
    String line = new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
    context.stop();
    return line;
  }

  @Test
  void aLineHasTheTraceBesideTheRequestWhereThereIsOne() throws Exception {
    assertThat(line(false, "said", null)).contains("ROOT [aRequest-1] - said");
    assertThat(line(false, "said", null, "4bf92f35"))
        .contains("[aRequest-1 trace 4bf92f35] - said");
    JsonNode context = new ObjectMapper().readTree(line(true, "said", null, "4bf92f35")).get("mdc");
    assertThat(context.get("request").asString()).isEqualTo("aRequest-1");
    assertThat(context.get("trace_id").asString()).isEqualTo("4bf92f35");
    assertThat(context.get("span_id").asString()).isEqualTo("00f067aa0ba902b7");
  }

  @Test
  void nobodyWritesALineOfTheirOwn() {
    String forged = "2026-01-01T00:00:00.000Z ERROR Main - forged";
    RuntimeException cause = new IllegalArgumentException("inner\r\n" + forged);
    String text =
        line(false, "said\n" + forged, new IllegalStateException("outer\n" + forged, cause));

    assertThat(text.split("\n")).noneMatch(line -> line.startsWith("2026-01-01"));
    assertThat(text)
        .contains(
            "WARN  ROOT [aRequest-1] - said | " + forged, "outer | " + forged, "inner | " + forged)
        .contains("\n\tat dev.microblog", "\nCaused by: java.lang.IllegalArgumentException");
    assertThat(text.split("outer", -1)).as("the exception stands there once").hasSize(2);
  }

  @Test
  void anObjectALineHoldsTheSame() throws Exception {
    String text = line(true, "said \"so\"\nERROR forged", new IllegalStateException("outer\nline"));

    assertThat(text.strip().lines()).as("one line").hasSize(1);
    JsonNode object = new ObjectMapper().readTree(text);
    assertThat(object.get("level").asString()).isEqualTo("WARN");
    assertThat(object.get("formattedMessage").asString()).isEqualTo("said \"so\"\nERROR forged");
    assertThat(object.get("mdc").get("request").asString()).isEqualTo("aRequest-1");
    assertThat(object.get("timestamp").isNumber()).isTrue();
    assertThat(object.get("throwable").get("message").asString()).isEqualTo("outer\nline");
  }

  @Test
  void anErrorThatHasASentenceIsLoggedAsThisSentence() {
    Logger library = (Logger) LoggerFactory.getLogger("org.example.library.Poller");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    library.addAppender(lines);
    library.setAdditive(false);
    Runnable end =
        LogConfigurator.inWords(
            "org.example.library",
            error -> error instanceof IllegalStateException ? "It is away." : null);
    try {
      library.error("Unhandled", new IllegalStateException("away"));
      library.debug("Too quiet to be said", new IllegalStateException("away"));
      library.error("A bug", new IllegalArgumentException("bug"));
      library.error("No error");
    } finally {
      end.run();
    }
    library.error("Unhandled", new IllegalStateException("away"));
    library.detachAppender(lines);

    assertThat(lines.list)
        .extracting(ILoggingEvent::toString, line -> line.getThrowableProxy() != null)
        .containsExactly(
            tuple("[WARN] It is away.", false),
            tuple("[ERROR] A bug", true),
            tuple("[ERROR] No error", false),
            tuple("[ERROR] Unhandled", true));
  }
}
