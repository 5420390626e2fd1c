package dev.microblog.platform.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/// Sets up Logback, which finds it as a service: lines on standard output. In Java, because reading
/// an XML file would take a fifth of the whole start.
public final class LogConfigurator extends ContextAwareBase implements Configurator {
  /// Under this name the context of a log line holds the id of the request that is being answered.
  public static final String REQUEST = "request";

  /// Under this name it holds the trace that a line belongs to, where something is followed.
  public static final String TRACE = "trace_id";

  /// And under this one the part of it.
  public static final String SPAN = "span_id";

  private static final String OUT = "System.out";

  /// A line break in a message, of ours or of an exception, must not look like a line of the log.
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSX,UTC} %-5level %logger{0}%request -"
          + " %replace(%msg){'[\\r\\n]+', ' | '}%n"
          + "%replace(%ex){'[\\r\\n]+(?!\\s*+(at |Caused by: |Suppressed: |\\.\\.\\. |$))', ' | '}";

  /// Libraries that say much about what is ordinary.
  private static final List<String> QUIET =
      List.of("org.eclipse.jetty", "io.javalin", "com.github.kagkarlsson", "org.jooq");

  /// Libraries that log what they also throw, of which the log then has one sentence of ours. A
  /// database names in its errors what people wrote, which is not for the log.
  private static final List<String> SILENT =
      List.of(
          "org.apache.commons.dbcp2",
          "org.flywaydb",
          "io.javalin.Javalin",
          "org.mariadb.jdbc",
          // Which versions we are tested on is ours to say.
          "org.jooq.impl.DefaultExecuteContext.logVersionSupport");

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    write(context, text(context), OUT);
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
    QUIET.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
    SILENT.forEach(name -> context.getLogger(name).setLevel(Level.OFF));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /// From now on the log is an object a line. Until the settings are read it is text.
  public static void useJson() {
    useJson((LoggerContext) LoggerFactory.getILoggerFactory());
  }

  static void useJson(LoggerContext context) {
    write(context, json(context), OUT);
  }

  /// From now on the log goes to standard error: standard output is for what a command prints.
  public static void useStandardError() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    write(context, text(context), "System.err");
  }

  /// From now on what these loggers say of an error that has a sentence of ours is this sentence,
  /// as a warning and without the stack.
  ///
  /// @param loggers a logger, with all below it
  /// @param sentence the sentence for an error; null for an error that is logged as it is
  /// @return ends it
  public static Runnable inWords(String loggers, Function<Throwable, @Nullable String> sentence) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    TurboFilter filter =
        new TurboFilter() {
          @Override
          public FilterReply decide(
              Marker marker,
              ch.qos.logback.classic.Logger logger,
              Level level,
              String format,
              Object[] arguments,
              @Nullable Throwable error) {
            if (error == null || !logger.getName().startsWith(loggers)) {
              return FilterReply.NEUTRAL;
            }
            String words = sentence.apply(error);
            if (words == null) {
              return FilterReply.NEUTRAL;
            }
            if (logger.isEnabledFor(level)) {
              logger.warn(words);
            }
            return FilterReply.DENY;
          }
        };
    context.addTurboFilter(filter);
    return () -> context.getTurboFilterList().remove(filter);
  }

  private static void write(LoggerContext context, Encoder<ILoggingEvent> encoder, String target) {
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget(target);
    appender.setEncoder(encoder);
    appender.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(appender);
  }

  private static Encoder<ILoggingEvent> text(Context context) {
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.getInstanceConverterMap().put("request", RequestConverter::new);
    layout.setPattern(PATTERN);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(layout);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> json(Context context) {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithThreadName(false);
    encoder.setWithContext(false);
    encoder.setWithMarkers(false);
    // Only as it reads with its values put in: these alone could be anything.
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithFormattedMessage(true);
    encoder.start();
    return encoder;
  }

  /// The id of the request in brackets, where a line belongs to one, and that of its trace, where
  /// there is one.
  static final class RequestConverter extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
      String id = event.getMDCPropertyMap().get(REQUEST);
      String trace = event.getMDCPropertyMap().get(TRACE);
      if (trace == null) {
        return id == null ? "" : " [" + id + ']';
      }
      return " [" + (id == null ? "" : id + ' ') + "trace " + trace + ']';
    }
  }
}
