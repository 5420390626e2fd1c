package dev.microblog.platform.http;

import dev.microblog.platform.config.Config;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the server counts, for Prometheus to fetch or a collector of OpenTelemetry to get. Without
/// either nothing is counted, and none of the library's classes is loaded.
public interface Meters extends AutoCloseable {
  /// Counts nothing.
  Meters NONE = new None();

  /// Counts if there is a port at which it can be fetched, or a collector that is told.
  static Meters of(Config config) {
    boolean told = config.telemetry() != null && config.telemetry().metrics();
    return config.management() == null && !told ? NONE : new Prometheus(config.dataDir());
  }

  /// Counts an answer.
  ///
  /// @param route its path with names for what varies, null where none was found
  void answered(String method, @Nullable String route, int status, long nanos);

  /// Watches a number that goes up and down. It is asked when it is fetched, on a thread of its
  /// own: what does not answer in two seconds is not a number, and keeps no other waiting.
  ///
  /// @param name with dots, as `microblog.outbox.due`; Prometheus shows them as `_`
  void gauge(String name, String help, Supplier<Number> value);

  /// As above, one of several of that name.
  ///
  /// @param label what tells them apart
  /// @param of of this one; there are few, and people have no say in them
  void gauge(String name, String help, String label, String of, Supplier<Number> value);

  /// Each that is counted.
  Iterable<Meter> all();

  /// Everything that was counted, in Prometheus' text format 0.0.4.
  String scrape();

  @Override
  void close();

  /// Counts nothing.
  final class None implements Meters {
    @Override
    public void answered(String method, @Nullable String route, int status, long nanos) {}

    @Override
    public void gauge(String name, String help, Supplier<Number> value) {}

    @Override
    public void gauge(String name, String help, String label, String of, Supplier<Number> value) {}

    @Override
    public Iterable<Meter> all() {
      return List.of();
    }

    @Override
    public String scrape() {
      return "";
    }

    @Override
    public void close() {}
  }

  /// Counts with Micrometer.
  final class Prometheus implements Meters {
    private static final Duration[] BUCKETS = {
      Duration.ofMillis(5),
      Duration.ofMillis(25),
      Duration.ofMillis(100),
      Duration.ofMillis(500),
      Duration.ofSeconds(2),
      Duration.ofSeconds(10)
    };

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private record Answer(String method, @Nullable String route, int status) {}

    private final PrometheusMeterRegistry registry =
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final JvmHeapPressureMetrics heap = new JvmHeapPressureMetrics();
    private final ConcurrentHashMap<Answer, Timer> answers = new ConcurrentHashMap<>();

    private Prometheus(Path dataDir) {
      collections.bindTo(registry);
      heap.bindTo(registry);
      new DiskSpaceMetrics(dataDir.toFile()).bindTo(registry);
      new ClassLoaderMetrics().bindTo(registry);
      new JvmMemoryMetrics().bindTo(registry);
      new JvmThreadMetrics().bindTo(registry);
      new ProcessorMetrics().bindTo(registry);
      new UptimeMetrics().bindTo(registry);
      new FileDescriptorMetrics().bindTo(registry);
    }

    @Override
    public void answered(String method, @Nullable String route, int status, long nanos) {
      answers
          .computeIfAbsent(new Answer(known(method), route, status), this::timer)
          .record(Duration.ofNanos(nanos));
    }

    /// Anybody may make up a method; each would be kept for ever.
    private static String known(String method) {
      return switch (method) {
        case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> method;
        default -> "other";
      };
    }

    private Timer timer(Answer answer) {
      return Timer.builder("http.server.requests")
          .description("Answers, by route")
          .tag("method", answer.method())
          .tag("route", answer.route() == null ? "none" : answer.route())
          .tag("status", Integer.toString(answer.status()))
          .serviceLevelObjectives(BUCKETS)
          .register(registry);
    }

    @Override
    public void gauge(String name, String help, String label, String of, Supplier<Number> value) {
      Gauge.builder(name, () -> inTime(value))
          .description(help)
          .tag(label, of)
          .strongReference(true)
          .register(registry);
    }

    @Override
    public Iterable<Meter> all() {
      return registry.getMeters();
    }

    @Override
    public void gauge(String name, String help, Supplier<Number> value) {
      Gauge.builder(name, () -> inTime(value))
          .description(help)
          .strongReference(true)
          .register(registry);
    }

    private static Number inTime(Supplier<Number> value) {
      CompletableFuture<Number> answer =
          CompletableFuture.supplyAsync(value, work -> Thread.ofVirtual().start(work));
      try {
        return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException | ExecutionException e) {
        return Double.NaN;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Double.NaN;
      }
    }

    @Override
    public String scrape() {
      return registry.scrape();
    }

    @Override
    public void close() {
      collections.close();
      heap.close();
      registry.close();
    }
  }
}
