package dev.microblog.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LaneTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  /// Holds the lane's threads until the test lets go.
  private final CountDownLatch held = new CountDownLatch(1);

  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void letGo() {
    held.countDown();
    callers.close();
  }

  /// Starts work that stays on the lane, and returns when it runs.
  private Future<String> hold(Lane lane) throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    Future<String> result =
        callers.submit(
            () ->
                lane.run(
                    () -> {
                      running.countDown();
                      held.await();
                      return "held";
                    }));
    running.await();
    return result;
  }

  @Test
  void workRunsOnTheLanesOwnPlatformThread() {
    try (Lane lane = new Lane("test", 1, 1, LONG)) {
      Thread thread = lane.run(Thread::currentThread);

      assertThat(thread.getName()).startsWith("test-");
      assertThat(thread.isVirtual()).isFalse();
      assertThat(thread.isDaemon()).isTrue();
    }
  }

  @Test
  void aResultMayBeNull() {
    try (Lane lane = new Lane("test", 1, 1, LONG)) {
      assertThat(lane.<@Nullable String>run(() -> null)).isNull();
    }
  }

  @Test
  void aFullLaneRefusesAtOnce() throws Exception {
    try (Lane lane = new Lane("test", 1, 1, LONG)) {
      Future<String> first = hold(lane);
      CompletableFuture<String> second = new CompletableFuture<>();
      assertThat(lane.offer(() -> second.complete("ran"))).isTrue();

      long start = System.nanoTime();
      assertThatThrownBy(() -> lane.run(() -> "third"))
          .isInstanceOf(Busy.class)
          .hasMessage("the test lane is full");
      assertThat(lane.offer(() -> {})).isFalse();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG.dividedBy(2));

      held.countDown();
      assertThat(first.get()).isEqualTo("held");
      assertThat(second.get()).isEqualTo("ran");
    }
  }

  @Test
  void workThatCannotBeginInTimeIsRefusedAndNeverBegins() throws Exception {
    try (Lane lane = new Lane("test", 1, 5, Duration.ofMillis(20))) {
      Future<String> first = hold(lane);
      AtomicBoolean began = new AtomicBoolean();

      assertThatThrownBy(
              () ->
                  lane.run(
                      () -> {
                        began.set(true);
                        return "late";
                      }))
          .isInstanceOf(Busy.class)
          .hasMessageContaining("did not come to it");

      held.countDown();
      assertThat(first.get()).isEqualTo("held");
      CompletableFuture<String> behind = new CompletableFuture<>();
      assertThat(lane.offer(() -> behind.complete("the next in line"))).isTrue();
      assertThat(behind.get()).isEqualTo("the next in line");
      assertThat(began).isFalse();
    }
  }

  @Test
  void workThatBeganIsWaitedForHoweverLongItTakes() throws Exception {
    try (Lane lane = new Lane("test", 1, 1, Duration.ofMillis(1))) {
      Future<String> slow = hold(lane);

      assertThatThrownBy(() -> slow.get(50, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      held.countDown();
      assertThat(slow.get()).isEqualTo("held");
    }
  }

  @Test
  void noMoreWorksRunAtOnceThanTheLaneIsWide() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch three = new CountDownLatch(3);
    try (Lane lane = new Lane("test", 3, 100, LONG)) {
      Future<?>[] works = new Future<?>[60];
      for (int i = 0; i < works.length; i++) {
        works[i] =
            callers.submit(
                () ->
                    lane.run(
                        () -> {
                          most.accumulateAndGet(running.incrementAndGet(), Math::max);
                          three.countDown();
                          three.await();
                          return running.decrementAndGet();
                        }));
      }
      for (Future<?> work : works) {
        work.get();
      }
    }
    assertThat(most.get()).isEqualTo(3);
  }

  @Test
  void whatTheWorkThrowsComesToTheCaller() {
    try (Lane lane = new Lane("test", 1, 1, LONG)) {
      IllegalArgumentException unchecked = new IllegalArgumentException("unchecked");
      assertThatThrownBy(
              () ->
                  lane.run(
                      () -> {
                        throw unchecked;
                      }))
          .isSameAs(unchecked);

      StackOverflowError error = new StackOverflowError("error");
      assertThatThrownBy(
              () ->
                  lane.run(
                      () -> {
                        throw error;
                      }))
          .isSameAs(error);

      IOException checked = new IOException("checked");
      assertThatThrownBy(
              () ->
                  lane.run(
                      () -> {
                        throw checked;
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasCause(checked);

      assertThat(lane.<String>run(() -> "still alive")).isEqualTo("still alive");
    }
  }

  @Test
  void workHandedOverThatFailsDoesNotStopTheLane() {
    try (Lane lane = new Lane("test", 1, 5, LONG)) {
      Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
      Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {});
      try {
        assertThat(
                lane.offer(
                    () -> {
                      throw new IllegalStateException("handed over");
                    }))
            .isTrue();
        assertThat(lane.<String>run(() -> "still alive")).isEqualTo("still alive");
      } finally {
        Thread.setDefaultUncaughtExceptionHandler(before);
      }
    }
  }

  @Test
  void closingWaitsForWhatWasTakenAndThenNothingIsTaken() throws Exception {
    Lane lane = new Lane("test", 1, 5, LONG);
    Future<String> first = hold(lane);
    AtomicBoolean second = new AtomicBoolean();
    assertThat(lane.offer(() -> second.set(true))).isTrue();

    Future<?> closing = callers.submit(lane::close);
    assertThatThrownBy(() -> closing.get(50, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    held.countDown();
    closing.get();

    assertThat(first.get()).isEqualTo("held");
    assertThat(second).isTrue();
    assertThat(lane.offer(() -> {})).isFalse();
    assertThatThrownBy(() -> lane.run(() -> "late")).isInstanceOf(Busy.class);
  }

  @Test
  void aCallerThatIsInterruptedIsToldAndStaysInterrupted() throws Exception {
    try (Lane lane = new Lane("test", 1, 5, LONG)) {
      Future<String> first = hold(lane);
      CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
      Thread caller =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      lane.run(() -> "never waited for");
                      interrupted.complete(false);
                    } catch (Busy e) {
                      interrupted.complete(Thread.currentThread().isInterrupted());
                    }
                  });
      caller.interrupt();

      assertThat(interrupted.get()).isTrue();
      held.countDown();
      assertThat(first.get()).isEqualTo("held");
    }
  }
}
