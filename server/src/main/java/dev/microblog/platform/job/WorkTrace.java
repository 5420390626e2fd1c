package dev.microblog.platform.job;

import dev.microblog.platform.trace.Span;
import dev.microblog.platform.trace.Trace;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Follows what is worked without anybody waiting, and what of the outbox was for which request.
/// Only the process that wrote a row knows for what, and only of the latest: a row whose cause is
/// forgotten is worked all the same.
final class WorkTrace {
  private static final int MOST = 1_000;

  private record Row(String worker, String kind, long subject) {}

  private final Trace trace;
  private final Map<Row, String> causes =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Row, String> eldest) {
          return size() > MOST;
        }
      };

  WorkTrace(Trace trace) {
    this.trace = trace;
  }

  /// Notes that rows are written for what this thread works for.
  void written(String worker, String kind, Collection<Long> subjects) {
    Span span = Span.current();
    String cause = span.recording() ? span.traceparent() : null;
    if (cause != null) {
      synchronized (causes) {
        subjects.forEach(subject -> causes.put(new Row(worker, kind, subject), cause));
      }
    }
  }

  /// Works items of the outbox.
  <T extends @Nullable Object> T work(
      String worker, List<Outbox.Item> items, Span.Work<T, RuntimeException> work) {
    if (trace instanceof Trace.None || items.isEmpty()) {
      return work.call();
    }
    Span span = trace.work("outbox " + worker, causes(worker, items));
    span.note("microblog.outbox.kind", items.getFirst().kind());
    span.note("microblog.outbox.items", items.size());
    return span.around(work);
  }

  private List<String> causes(String worker, List<Outbox.Item> items) {
    synchronized (causes) {
      return items.stream()
          .map(item -> causes.remove(new Row(worker, item.kind(), item.subject())))
          .filter(Objects::nonNull)
          .distinct()
          .toList();
    }
  }
}
