package dev.microblog.platform.trace;

import dev.microblog.platform.config.Version;
import io.micrometer.core.instrument.Meter;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.export.MetricProducer;
import io.opentelemetry.sdk.resources.Resource;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// What is counted for Prometheus, for OpenTelemetry: the same names and units, of which a
/// collector makes the very names of `/metrics`, so that dashboards and alerts fit both.
final class MeterProducer implements MetricProducer {
  private static final InstrumentationScopeInfo SCOPE =
      InstrumentationScopeInfo.builder("dev.microblog").setVersion(Version.NUMBER).build();

  private final Supplier<? extends Iterable<Meter>> meters;
  private final long begun = now();

  MeterProducer(Supplier<? extends Iterable<Meter>> meters) {
    this.meters = meters;
  }

  /// By the clock of the machine, with which a collector compares it.
  private static long now() {
    return TimeUnit.MILLISECONDS.toNanos(InstantSource.system().millis());
  }

  @Override
  public Collection<MetricData> produce(Resource resource) {
    long now = now();
    Map<String, Points> families = new LinkedHashMap<>();
    for (Meter meter : meters.get()) {
      Points known = families.get(meter.getId().getName());
      if (known == null) {
        known = Points.of(meter);
        families.put(meter.getId().getName(), known);
      }
      known.add(meter, attributes(meter), begun, now);
    }
    return families.values().stream()
        .filter(points -> !points.data().getPoints().isEmpty())
        .<MetricData>map(points -> new Told(resource, points.id(), points.type(), points.data()))
        .toList();
  }

  private static Attributes attributes(Meter meter) {
    AttributesBuilder attributes = Attributes.builder();
    meter.getId().getTags().forEach(tag -> attributes.put(tag.getKey(), tag.getValue()));
    return attributes.build();
  }

  /// One name with all its points, as the exporter reads it.
  private record Told(Resource resource, Meter.Id id, MetricDataType type, Data<?> data)
      implements MetricData {
    @Override
    public Resource getResource() {
      return resource;
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
      return SCOPE;
    }

    @Override
    public String getName() {
      return id.getName();
    }

    @Override
    public String getDescription() {
      return id.getDescription() == null ? "" : id.getDescription();
    }

    /// As UCUM writes them; others have no sign there, and a collector adds them to the name as
    /// they are, as `/metrics` does.
    @Override
    public String getUnit() {
      return switch (id.getBaseUnit()) {
        case null -> "";
        case "bytes" -> "By";
        case "seconds" -> "s";
        case "milliseconds" -> "ms";
        case String unit -> unit;
      };
    }

    @Override
    public MetricDataType getType() {
      return type;
    }

    @Override
    public Data<?> getData() {
      return data;
    }
  }
}
