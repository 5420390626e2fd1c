package dev.microblog;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Takes what a server tells of itself, as a collector of OpenTelemetry does, or does not.
public final class Collector implements AutoCloseable {
  /// How it behaves.
  enum Mood {
    GOOD,
    FAILING,
    SILENT
  }

  /// What was told of one span.
  public record Told(Resource resource, Span span) {
    public String name() {
      return span.getName();
    }

    /// Such as `CLIENT`.
    public String kind() {
      return span.getKind().name().replace("SPAN_KIND_", "");
    }

    /// Whether it is told to have failed.
    public boolean failed() {
      return span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR;
    }

    /// How it begins in the header `traceparent`, before the flags.
    public String traceparent() {
      return "00-" + trace() + '-' + id() + '-';
    }

    public String trace() {
      return HexFormat.of().formatHex(span.getTraceId().toByteArray());
    }

    public String id() {
      return HexFormat.of().formatHex(span.getSpanId().toByteArray());
    }

    public String parent() {
      return HexFormat.of().formatHex(span.getParentSpanId().toByteArray());
    }

    /// A note as text; null if there is none.
    public @Nullable String note(String key) {
      return span.getAttributesList().stream()
          .filter(note -> note.getKey().equals(key))
          .map(
              note ->
                  note.getValue().hasIntValue()
                      ? Long.toString(note.getValue().getIntValue())
                      : note.getValue().getStringValue())
          .findFirst()
          .orElse(null);
    }
  }

  final List<Told> spans = new CopyOnWriteArrayList<>();
  final List<Metric> metrics = new CopyOnWriteArrayList<>();
  final List<String> keys = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final HttpServer server;
  private volatile Mood mood = Mood.GOOD;

  /// How many asked, whatever they were answered.
  final AtomicInteger asked = new AtomicInteger();

  Collector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/", this::take);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  void be(Mood other) {
    mood = other;
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void take(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    byte[] body =
        "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
            ? new GZIPInputStream(exchange.getRequestBody()).readAllBytes()
            : exchange.getRequestBody().readAllBytes();
    if (mood == Mood.SILENT) {
      awaitEnd();
      return;
    }
    if (mood == Mood.GOOD) {
      String key = exchange.getRequestHeaders().getFirst("X-Key");
      keys.add(key == null ? "" : key);
      read(exchange.getRequestURI().getPath(), body);
    }
    exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(mood == Mood.GOOD ? 200 : 500, -1);
    exchange.close();
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(String path, byte[] body) throws InvalidProtocolBufferException {
    if (path.equals("/v1/metrics")) {
      ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList().stream()
          .flatMap(resource -> resource.getScopeMetricsList().stream())
          .forEach(scope -> metrics.addAll(scope.getMetricsList()));
      return;
    }
    ExportTraceServiceRequest.parseFrom(body)
        .getResourceSpansList()
        .forEach(
            resource ->
                resource.getScopeSpansList().stream()
                    .flatMap(scope -> scope.getSpansList().stream())
                    .forEach(span -> spans.add(new Told(resource.getResource(), span))));
  }

  /// Waits for a span that is told in its time.
  Told await(Predicate<Told> wanted) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() - until < 0) {
      for (Told told : spans) {
        if (wanted.test(told)) {
          return told;
        }
      }
      pause();
    }
    throw new AssertionError("not told; but " + spans.stream().map(Told::name).toList());
  }

  static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// What was told of one trace.
  List<Told> trace(String id) {
    return spans.stream().filter(told -> told.trace().equals(id)).toList();
  }

  /// A value of a resource; empty if there is none.
  static String value(Resource resource, String key) {
    return resource.getAttributesList().stream()
        .filter(note -> note.getKey().equals(key))
        .map(KeyValue::getValue)
        .map(value -> value.getStringValue())
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
  }
}
