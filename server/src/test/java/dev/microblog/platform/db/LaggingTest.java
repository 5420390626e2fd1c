package dev.microblog.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Apart;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What pages keep for a moment.
@Apart
class LaggingTest {
  private final AtomicInteger reads = new AtomicInteger();

  private static void becomeOld() throws InterruptedException {
    Thread.sleep(Lagging.LAG.plusMillis(100));
  }

  @Test
  void itIsReadAnewAfterAMomentAndAtOnceWhenItWasForgotten() throws Exception {
    Lagging<Integer> lagging = new Lagging<>(_ -> reads.incrementAndGet());
    assertThat(lagging.last()).isNull();
    assertThat(lagging.get()).isEqualTo(1);
    assertThat(lagging.get()).isEqualTo(1);
    lagging.forget();
    assertThat(lagging.get()).isEqualTo(2);
    becomeOld();
    assertThat(lagging.last()).isEqualTo(2);
    assertThat(lagging.get()).isEqualTo(3);
  }

  @Test
  void whereNothingAnswersOrAllFailsTheLastOneIsGoodEnough() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    Lagging<Integer> lagging =
        new Lagging<>(
            _ -> {
              int read = reads.incrementAndGet();
              if (read == 2) {
                throw new IllegalStateException("down");
              }
              if (read == 3) {
                waitFor(answered);
              }
              return read;
            });
    assertThat(lagging.get()).isEqualTo(1);
    becomeOld();
    assertThat(lagging.get()).as("it fails").isEqualTo(1);
    long begun = System.nanoTime();
    assertThat(lagging.get()).as("it hangs").isEqualTo(1);
    assertThat(lagging.get()).as("nobody else waits or asks").isEqualTo(1);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    assertThat(reads).hasValue(3);
    answered.countDown();
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (lagging.get() == 1 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(lagging.get()).isGreaterThanOrEqualTo(3);
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
