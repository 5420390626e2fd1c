package dev.microblog.platform.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WakingTest {
  private static final class Nothing implements Outbox.Bulk {
    @Override
    public String name() {
      return "nothing";
    }

    @Override
    public Set<Long> work(List<Outbox.Item> items) {
      return Set.of();
    }
  }

  /// From the end of one drain to the beginning of the next, of a worker that has always more.
  private static Duration restAfter(Duration work) throws InterruptedException {
    Outbox.Bulk worker = new Nothing();
    AtomicReference<Waking> again = new AtomicReference<>();
    CountDownLatch drains = new CountDownLatch(2);
    long[] ended = new long[1];
    long[] begun = new long[1];
    try (Waking waking =
        new Waking(
            each -> {
              if (drains.getCount() == 2) {
                sleep(work);
                again.get().wake(each);
                ended[0] = System.nanoTime();
              } else {
                begun[0] = System.nanoTime();
              }
              drains.countDown();
            })) {
      again.set(waking);
      waking.wake(worker);
      assertThat(drains.await(20, TimeUnit.SECONDS)).isTrue();
    }
    return Duration.ofNanos(begun[0] - ended[0]);
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void oneThatIsKeptBusyRestsLongerThanItWorks() throws InterruptedException {
    assertThat(restAfter(Duration.ofMillis(50))).isGreaterThanOrEqualTo(Duration.ofMillis(300));
  }

  @Test
  void butNotForSoLongThatItIsFelt() throws InterruptedException {
    assertThat(restAfter(Duration.ofSeconds(1))).isLessThan(Duration.ofSeconds(3));
  }
}
