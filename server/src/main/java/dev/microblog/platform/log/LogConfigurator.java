package dev.microblog.platform.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import org.slf4j.Logger;

/// Sets up Logback, which finds it as a service: lines on standard output. In Java, because reading
/// an XML file would take a fifth of the whole start.
public final class LogConfigurator extends ContextAwareBase implements Configurator {
  /// A line break in a message, of ours or of an exception, must not look like a line of the log.
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSX,UTC} %-5level %logger{0} -"
          + " %replace(%msg){'[\\r\\n]+', ' | '}%n"
          + "%replace(%ex){'[\\r\\n]+(?!\\s*+(at |Caused by: |Suppressed: |\\.\\.\\. |$))', ' | '}";

  /// Libraries that say much about what is ordinary.
  private static final List<String> QUIET =
      List.of("org.eclipse.jetty", "io.javalin", "com.github.kagkarlsson", "org.jooq");

  /// Libraries that log what they also throw, of which the log then has one sentence of ours.
  private static final List<String> SILENT =
      List.of("org.apache.commons.dbcp2", "org.flywaydb", "io.javalin.Javalin");

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    QUIET.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
    SILENT.forEach(name -> context.getLogger(name).setLevel(Level.OFF));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
