package dev.microblog.platform.trace;

import dev.microblog.platform.config.Config;
import dev.microblog.platform.config.InvalidSettings;
import dev.microblog.platform.config.Version;
import io.micrometer.core.instrument.Meter;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows by the SDK of OpenTelemetry, which sends what is done behind everybody's back: a queue
/// of bounded length, out of which what has no room is dropped.
final class OpenTelemetryTrace implements Trace {
  private static final Logger log = LoggerFactory.getLogger(Trace.class);
  private static final TextMapGetter<Map<String, String>> BY_NAME =
      (headers, name) -> headers == null ? null : headers.get(name);

  /// What is still to be sent at the end has this long; a container that ends slowly is killed.
  private static final Duration LONGEST_END = Duration.ofSeconds(1);

  private final OpenTelemetrySdk sdk;
  private final Tracer tracer;
  private final TelemetryLog words;

  private OpenTelemetryTrace(OpenTelemetrySdk sdk, TelemetryLog words) {
    this.sdk = sdk;
    this.words = words;
    tracer = sdk.getTracerProvider().get("dev.microblog", Version.NUMBER);
  }

  static Trace of(Config.Telemetry telemetry, Supplier<? extends Iterable<Meter>> meters) {
    TelemetryLog words = new TelemetryLog();
    try {
      OpenTelemetrySdk sdk =
          AutoConfiguredOpenTelemetrySdk.builder()
              .disableShutdownHook()
              .addPropertiesCustomizer(_ -> telemetry.properties())
              .addResourceCustomizer((given, _) -> ours().merge(given))
              .addMeterProviderCustomizer(
                  (builder, _) ->
                      telemetry.metrics()
                          ? builder.registerMetricProducer(new MeterProducer(meters))
                          : builder)
              .build()
              .getOpenTelemetrySdk();
      log.info("{} by OpenTelemetry", telemetry);
      return new OpenTelemetryTrace(sdk, words);
    } catch (ConfigurationException | IllegalArgumentException e) {
      words.close();
      throw new InvalidSettings(
          List.of("A variable OTEL_… will not do for OpenTelemetry: " + e.getMessage()));
    }
  }

  private static Resource ours() {
    return Resource.create(
        Attributes.builder()
            .put("service.version", Version.NUMBER)
            .put("service.instance.id", UUID.randomUUID().toString())
            .build());
  }

  @Override
  public Span request(String method, @Nullable String parent, @Nullable String state) {
    String known =
        switch (method) {
          case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> method;
          // Anybody may make one up.
          default -> "_OTHER";
        };
    SpanBuilder builder =
        tracer
            .spanBuilder(known.equals("_OTHER") ? "HTTP" : known)
            .setSpanKind(OpenTelemetrySpan.kind(Span.Kind.SERVER))
            .setParent(parent(parent, state))
            .setAttribute("http.request.method", known);
    return new OpenTelemetrySpan(tracer, builder.startSpan(), known);
  }

  private static Context parent(@Nullable String parent, @Nullable String state) {
    if (parent == null) {
      return Context.root();
    }
    Map<String, String> headers = new HashMap<>();
    headers.put("traceparent", parent);
    if (state != null) {
      headers.put("tracestate", state);
    }
    return W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, BY_NAME);
  }

  @Override
  public Span work(String name, List<String> causes) {
    SpanBuilder builder =
        tracer
            .spanBuilder(name)
            .setSpanKind(OpenTelemetrySpan.kind(Span.Kind.CONSUMER))
            .setNoParent();
    for (String cause : causes) {
      builder.addLink(
          io.opentelemetry.api.trace.Span.fromContext(parent(cause, null)).getSpanContext());
    }
    return new OpenTelemetrySpan(tracer, builder.startSpan(), name);
  }

  @Override
  public void close() {
    // What its library calls the end waits by itself, and longer, for a collector that is silent.
    Thread end = Thread.ofPlatform().daemon().name("telemetry-end").start(this::end);
    try {
      if (!end.join(LONGEST_END)) {
        log.info("Not all that was followed could be sent");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    words.close();
  }

  private void end() {
    sdk.shutdown().join(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
  }
}
