package dev.microblog;

import dev.microblog.platform.config.Settings;
import dev.microblog.platform.trace.Span;
import dev.microblog.platform.trace.Trace;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Work of a test that is followed as that of a server is, and what a collector was told of it.
///
/// ```java
/// try (Followed followed = new Followed()) {
///   followed.around(() -> index.best(posts, now, before, 9));
///   assertThat(followed.told("search search").kind()).isEqualTo("CLIENT");
/// }
/// ```
public final class Followed implements AutoCloseable {
  private final Collector collector = new Collector();

  /// What follows it, for what begins work of its own.
  public final Trace trace =
      Trace.of(
          Settings.read(
              Map.of(
                  "OTEL_EXPORTER_OTLP_ENDPOINT",
                  collector.address(),
                  "OTEL_METRICS_EXPORTER",
                  "none",
                  "OTEL_BSP_SCHEDULE_DELAY",
                  "50")),
          List::of);

  /// Does the work as a part of a request.
  public <T extends @Nullable Object, E extends Exception> T around(Span.Work<T, E> work) throws E {
    return trace.request("GET", null, null).around(work);
  }

  /// Waits for a span of this name that is told in its time.
  public Collector.Told told(String name) {
    return collector.await(told -> told.name().equals(name));
  }

  /// All that was told so far, as text.
  public String everything() {
    return collector.spans.toString();
  }

  @Override
  public void close() {
    trace.close();
    collector.close();
  }
}
