package dev.microblog.platform.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class SpanTest {
  private static final Callable<Integer> WORK = () -> 7;

  /// What each request asks for on its way.
  private static void ask() throws Exception {
    Span span = Span.begin(Span.Kind.CLIENT, "read");
    if (span.recording()) {
      throw new AssertionError("nothing is followed");
    }
    try (Span.Scope _ = span.enter()) {
      Span.carried(WORK).call();
    }
    span.note("key", 7);
    if (Span.current().traceparent() != null) {
      throw new AssertionError("nothing is followed");
    }
    span.end();
  }

  @Test
  void whereNothingIsFollowedNothingIsMade() throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < 1_000; i++) {
      ask();
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 10_000; i++) {
      ask();
    }
    long made = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(made).as("bytes for 10,000 requests").isLessThan(10_000);
  }
}
