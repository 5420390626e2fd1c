package dev.microblog;

import dev.microblog.platform.config.Settings;
import dev.microblog.platform.trace.Span;
import dev.microblog.platform.trace.Trace;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
  /// A span.
  ///
  /// @param kind such as `CLIENT`
  /// @param id by which others name it as theirs
  /// @param failed whether it is told to have failed
  /// @param notes gives a note by its name, as text; null if there is none
  public record Told(
      String kind,
      String trace,
      String id,
      boolean failed,
      Function<String, @Nullable String> notes) {
    /// A note as text; null if there is none.
    public @Nullable String note(String key) {
      return notes.apply(key);
    }

    /// How it begins in the header `traceparent`, before the flags.
    public String traceparent() {
      return "00-" + trace + '-' + id + '-';
    }
  }

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
  public Told told(String name) {
    Collector.Told span = collector.await(told -> told.name().equals(name));
    return new Told(
        span.span().getKind().name().replace("SPAN_KIND_", ""),
        span.trace(),
        span.id(),
        span.span().getStatus().getCode() == StatusCode.STATUS_CODE_ERROR,
        span::note);
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
