package dev.microblog.platform.trace;

import dev.microblog.platform.config.Config;
import io.micrometer.core.instrument.Meter;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Begins what is followed: requests, jobs, and what the outbox works. What each does is then found
/// by [Span#begin], wherever it is done. Without the variables of OpenTelemetry nothing is
/// followed, and none of its classes is loaded.
public interface Trace extends AutoCloseable {
  /// Follows nothing.
  Trace NONE = new None();

  /// Follows what the settings ask for, and hands out what was counted where they ask for that.
  ///
  /// @param meters what is counted
  /// @throws dev.microblog.platform.config.InvalidSettings if a variable will not do
  static Trace of(Config config, Supplier<? extends Iterable<Meter>> meters) {
    return config.telemetry() == null ? NONE : OpenTelemetryTrace.of(config.telemetry(), meters);
  }

  /// Begins a request.
  ///
  /// @param parent what a trusted proxy says it is a part of, as the header `traceparent`; null if
  /// none does
  /// @param state as the header `tracestate`
  Span request(String method, @Nullable String parent, @Nullable String state);

  /// Begins work that nobody waits for.
  ///
  /// @param causes what it is done for, as [Span#traceparent] told
  Span work(String name, List<String> causes);

  /// Hands out what is left, for a second at most, and ends.
  @Override
  void close();

  /// Follows nothing.
  final class None implements Trace {
    @Override
    public Span request(String method, @Nullable String parent, @Nullable String state) {
      return Span.NONE;
    }

    @Override
    public Span work(String name, List<String> causes) {
      return Span.NONE;
    }

    @Override
    public void close() {}
  }
}
