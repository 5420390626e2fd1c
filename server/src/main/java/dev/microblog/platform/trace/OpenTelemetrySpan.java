package dev.microblog.platform.trace;

import dev.microblog.platform.log.LogConfigurator;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// A span of OpenTelemetry. While a thread works for it the log has its ids.
final class OpenTelemetrySpan extends Span {
  private static final String OWN = "dev.microblog.";
  private static final StackWalker STACK = StackWalker.getInstance();

  /// A method that the compiler made of a lambda.
  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.*)\\$[0-9]+");

  private final Tracer tracer;
  private final io.opentelemetry.api.trace.Span span;
  private final String name;
  private volatile boolean failed;

  OpenTelemetrySpan(Tracer tracer, io.opentelemetry.api.trace.Span span, String name) {
    this.tracer = tracer;
    this.span = span;
    this.name = name;
  }

  @Override
  Span child(Kind kind, String childName) {
    if (!recording()) {
      return NONE;
    }
    return new OpenTelemetrySpan(
        tracer,
        tracer
            .spanBuilder(childName)
            .setParent(Context.root().with(span))
            .setSpanKind(kind(kind))
            .startSpan(),
        childName);
  }

  static SpanKind kind(Kind kind) {
    return switch (kind) {
      case INTERNAL -> SpanKind.INTERNAL;
      case SERVER -> SpanKind.SERVER;
      case CLIENT -> SpanKind.CLIENT;
      case CONSUMER -> SpanKind.CONSUMER;
    };
  }

  @Override
  public Scope enter() {
    Scope scope = super.enter();
    if (!recording()) {
      return scope;
    }
    String traceBefore = MDC.get(LogConfigurator.TRACE);
    String spanBefore = MDC.get(LogConfigurator.SPAN);
    SpanContext place = span.getSpanContext();
    MDC.put(LogConfigurator.TRACE, place.getTraceId());
    MDC.put(LogConfigurator.SPAN, place.getSpanId());
    return () -> {
      putBack(LogConfigurator.TRACE, traceBefore);
      putBack(LogConfigurator.SPAN, spanBefore);
      scope.close();
    };
  }

  private static void putBack(String key, @Nullable String before) {
    if (before == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, before);
    }
  }

  @Override
  public boolean recording() {
    return span.getSpanContext().isSampled();
  }

  @Override
  public void rename(String other) {
    span.updateName(other);
  }

  @Override
  public void note(String key, String value) {
    span.setAttribute(key, value);
  }

  @Override
  public void note(String key, long value) {
    span.setAttribute(key, value);
  }

  @Override
  public void noteCaller() {
    if (!recording()) {
      return;
    }
    STACK
        .walk(
            frames ->
                frames
                    .filter(OpenTelemetrySpan::asks)
                    .findFirst()
                    .map(frame -> new String[] {frame.getClassName(), frame.getMethodName()}))
        .ifPresent(
            caller -> {
              String method = LAMBDA.matcher(caller[1]).replaceFirst("$1");
              span.setAttribute("code.function.name", caller[0] + '.' + method);
              String place = caller[0].substring(OWN.length());
              int room = place.lastIndexOf('.');
              if (room > 0) {
                span.updateName(name + ' ' + place.substring(0, room));
              }
            });
  }

  private static boolean asks(StackWalker.StackFrame frame) {
    String type = frame.getClassName();
    return type.startsWith(OWN)
        && !type.startsWith(OWN + "platform.db.")
        && !type.startsWith(OWN + "platform.trace.");
  }

  @Override
  public void event(String what) {
    span.addEvent(what);
  }

  @Override
  public void failed(String type) {
    if (!failed) {
      failed = true;
      span.setStatus(StatusCode.ERROR);
      span.setAttribute("error.type", type);
    }
  }

  @Override
  public @Nullable String traceparent() {
    SpanContext place = span.getSpanContext();
    return place.isValid()
        ? "00-" + place.getTraceId() + '-' + place.getSpanId() + '-' + place.getTraceFlags().asHex()
        : null;
  }

  @Override
  public void end() {
    span.end();
  }
}
