package dev.microblog.platform.trace;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.HistogramSupport;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What meters of one name measured: one of these kinds, with a point for each meter.
sealed interface Points {
  /// The first meter of that name.
  Meter.Id id();

  MetricDataType type();

  Data<?> data();

  void add(Meter meter, Attributes attributes, long begun, long now);

  /// None yet, of the kind of this meter.
  static Points of(Meter meter) {
    Meter.Id id = meter.getId();
    return switch (id.getType()) {
      case COUNTER -> new Counts(id, new ArrayList<>());
      case TIMER, DISTRIBUTION_SUMMARY -> new Spread(id, new ArrayList<>());
      case GAUGE, LONG_TASK_TIMER, OTHER -> new Levels(id, new ArrayList<>());
    };
  }

  /// What one number it is; the first that is measured of one that has more.
  private static double value(Meter meter) {
    for (Measurement measurement : meter.measure()) {
      return measurement.getValue();
    }
    return Double.NaN;
  }

  /// What only grows.
  record Counts(Meter.Id id, List<DoublePointData> points) implements Points {
    @Override
    public MetricDataType type() {
      return MetricDataType.DOUBLE_SUM;
    }

    @Override
    public Data<?> data() {
      return SumData.createDoubleSumData(true, AggregationTemporality.CUMULATIVE, points);
    }

    @Override
    public void add(Meter meter, Attributes attributes, long begun, long now) {
      points.add(DoublePointData.create(begun, now, attributes, value(meter), List.of()));
    }
  }

  /// What goes up and down.
  record Levels(Meter.Id id, List<DoublePointData> points) implements Points {
    @Override
    public MetricDataType type() {
      return MetricDataType.DOUBLE_GAUGE;
    }

    @Override
    public Data<?> data() {
      return GaugeData.createDoubleGaugeData(points);
    }

    @Override
    public void add(Meter meter, Attributes attributes, long begun, long now) {
      double value = value(meter);
      // What was not told in time is not known, and their form has no sign for that.
      if (!Double.isNaN(value)) {
        points.add(DoublePointData.create(begun, now, attributes, value, List.of()));
      }
    }
  }

  /// How many took how long, or were how large.
  record Spread(Meter.Id id, List<HistogramPointData> points) implements Points {
    @Override
    public MetricDataType type() {
      return MetricDataType.HISTOGRAM;
    }

    @Override
    public Data<?> data() {
      return HistogramData.create(AggregationTemporality.CUMULATIVE, points);
    }

    @Override
    public void add(Meter meter, Attributes attributes, long begun, long now) {
      boolean timer = meter instanceof Timer;
      HistogramSnapshot snapshot =
          meter instanceof HistogramSupport spread
              ? spread.takeSnapshot()
              : HistogramSnapshot.empty(0, 0, 0);
      List<Double> bounds = new ArrayList<>();
      List<Long> counts = new ArrayList<>();
      long below = 0;
      for (CountAtBucket bucket : snapshot.histogramCounts()) {
        double bound = timer ? bucket.bucket(TimeUnit.SECONDS) : bucket.bucket();
        if (Double.isFinite(bound)) {
          bounds.add(bound);
          // Theirs count what is in one bucket, ours what is below its bound.
          counts.add(Math.max(0, (long) bucket.count() - below));
          below = (long) bucket.count();
        }
      }
      counts.add(Math.max(0, snapshot.count() - below));
      double sum = timer ? snapshot.total(TimeUnit.SECONDS) : snapshot.total();
      points.add(
          HistogramPointData.create(
              begun, now, attributes, sum, false, 0, false, 0, bounds, counts));
    }
  }
}
