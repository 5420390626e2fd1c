package dev.microblog.platform.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogConfiguratorTest {
  /// A line as it would stand in the log.
  private static String line(String message, Throwable thrown) {
    LoggerContext context = new LoggerContext();
    new LogConfigurator().configure(context);
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    ConsoleAppender<ILoggingEvent> appender =
        (ConsoleAppender<ILoggingEvent>) root.iteratorForAppenders().next();
    LoggingEvent event = new LoggingEvent("here", root, Level.WARN, message, thrown, null);
    String line = new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
    context.stop();
    return line;
  }

  @Test
  void nobodyWritesALineOfTheirOwn() {
    String forged = "2026-01-01T00:00:00.000Z ERROR Main - forged";
    RuntimeException cause = new IllegalArgumentException("inner\r\n" + forged);
    String text = line("said\n" + forged, new IllegalStateException("outer\n" + forged, cause));

    assertThat(text.split("\n")).noneMatch(line -> line.startsWith("2026-01-01"));
    assertThat(text)
        .contains("said | " + forged, "outer | " + forged, "inner | " + forged)
        .contains("\n\tat dev.microblog", "\nCaused by: java.lang.IllegalArgumentException");
    assertThat(text.split("outer", -1)).as("the exception stands there once").hasSize(2);
  }
}
