package dev.microblog.platform.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Counts the errors of the log, alike ones as one, until somebody takes them. It does no more than
/// that when one is logged: whoever logs it has trouble enough.
///
/// What an error says is kept without its values, and of an exception only its class and where it
/// came from: the rest may be what a person wrote, and stands in the log.
public final class ErrorTally implements AutoCloseable {
  /// Alike errors.
  ///
  /// @param what is wrong, in a line
  /// @param firstAt epoch milliseconds
  /// @param lastAt epoch milliseconds
  /// @param request id of the last request that met it; empty if none did
  public record Group(String what, long times, long firstAt, long lastAt, String request) {}

  /// Different errors that are told apart; what comes after them is counted as one.
  private static final int MOST = 100;

  private static final String OTHERS = "(others)";
  private static final int LONGEST = 400;
  private static final String OWN = "dev.microblog";

  private final List<String> silent;
  private final Map<String, Group> groups = new LinkedHashMap<>();
  private final AppenderBase<ILoggingEvent> appender = new Appender();

  /// Begins to count.
  ///
  /// @param silent loggers whose errors are not counted, with all below them
  public ErrorTally(List<String> silent) {
    this.silent = List.copyOf(silent);
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    appender.setContext(context);
    appender.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
  }

  private final class Appender extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      boolean counted =
          event.getLevel().isGreaterOrEqual(Level.ERROR)
              && silent.stream().noneMatch(event.getLoggerName()::startsWith);
      if (counted) {
        count(event);
      }
    }
  }

  private void count(ILoggingEvent event) {
    String what = what(event);
    String request = event.getMDCPropertyMap().getOrDefault(LogConfigurator.REQUEST, "");
    long at = event.getTimeStamp();
    synchronized (groups) {
      String key = groups.containsKey(what) || groups.size() < MOST ? what : OTHERS;
      groups.merge(
          key,
          new Group(key, 1, at, at, request),
          (known, one) ->
              new Group(key, known.times() + 1, known.firstAt(), one.lastAt(), one.request()));
    }
  }

  private static String what(ILoggingEvent event) {
    StringBuilder what = new StringBuilder(event.getLoggerName().replaceFirst(".*\\.", ""));
    if (event.getLoggerName().startsWith(OWN)) {
      what.append(": ").append(event.getMessage());
    }
    for (@Nullable IThrowableProxy e = event.getThrowableProxy(); e != null; e = e.getCause()) {
      what.append(" | ").append(e.getClassName().replaceFirst(".*\\.", "")).append(place(e));
    }
    String line = what.toString().replaceAll("\\p{C}+", " ");
    return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
  }

  /// The first line of ours on the way to an exception.
  private static String place(IThrowableProxy error) {
    for (StackTraceElementProxy step : error.getStackTraceElementProxyArray()) {
      StackTraceElement element = step.getStackTraceElement();
      if (element.getClassName().startsWith(OWN)) {
        return " at " + element.getFileName() + ':' + element.getLineNumber();
      }
    }
    return "";
  }

  /// What was counted, which is then forgotten.
  public List<Group> take() {
    synchronized (groups) {
      List<Group> taken = new ArrayList<>(groups.values());
      groups.clear();
      return taken;
    }
  }

  /// Counts no more.
  @Override
  public void close() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(appender);
    appender.stop();
  }
}
